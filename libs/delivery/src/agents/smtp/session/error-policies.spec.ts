import type { ErrorPolicy } from '@mailyard/directory';
import { Reply } from '@mailyard/smtp';

import { underErrorPolicies } from './error-policies.js';

describe('ErrorPolicies of a Send connector', () => {
  it.each<[string, readonly ErrorPolicy[], string]>([
    ['550 5.7.1 no', ['Default'], '550 5.7.1 no'],
    ['550 5.7.1 no', ['DowngradeCustomFailures'], '450 4.7.1 no'],
    ['554 5.3.0 no', ['DowngradeCustomFailures'], '454 4.3.0 no'],
    ['550 5.1.1 nobody', ['DowngradeCustomFailures'], '550 5.1.1 nobody'],
    ['550 5.2.1 disabled', ['DowngradeCustomFailures'], '550 5.2.1 disabled'],
    ['550 no', ['DowngradeCustomFailures'], '550 no'],
    ['451 4.7.1 later', ['DowngradeCustomFailures'], '451 4.7.1 later'],
    ['451 4.7.1 later', ['UpgradeCustomFailures'], '551 5.7.1 later'],
    ['452 4.2.2 full', ['UpgradeCustomFailures'], '452 4.2.2 full'],
    ['421 4.7.0 too much', ['UpgradeCustomFailures'], '421 4.7.0 too much'],
    ['550 5.7.1 no', ['DowngradeDnsFailures', 'DowngradeCustomFailures'], '450 4.7.1 no'],
    ['250 2.1.5 ok', ['UpgradeCustomFailures'], '250 2.1.5 ok'],
  ])('%s with %j: %s', (said, policies, expected) => {
    expect(underErrorPolicies(Reply.parse([said]), policies).toString()).toBe(expected);
  });
});
