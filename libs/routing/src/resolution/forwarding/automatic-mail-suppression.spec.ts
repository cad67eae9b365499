import type { AutomaticMail } from '@mailyard/message';

import { lines, resolved, type Recipients } from '../../spec-support/resolved-organization.js';

const kinds: readonly AutomaticMail[] = [
  'ExternalOof',
  'InternalOof',
  'LegacyOof',
  'AutoReply',
  'AutoForward',
  'MeetingForwardNotification',
  'NonDeliveryReport',
];

const off = {
  AutoReplyEnabled: false,
  AutoForwardEnabled: false,
  MeetingForwardNotificationEnabled: false,
  AllowedOOFType: 'None',
};

function kindsThatPass(settings: Readonly<Record<string, unknown>>): readonly string[] {
  const recipients: Recipients = { remoteDomains: { '*': off, 'adatum.example': { ...off, ...settings } } };
  return kinds.filter((automatic) => {
    const result = resolved(recipients, 'x@adatum.example', { history: { automatic } });
    const [line] = lines(result);
    if (line === 'adatum.example: x@adatum.example') return true;
    expect(lines(result)).toEqual([`x@adatum.example dropped: ${automatic}`]);
    return false;
  });
}

describe('automatic mail to a remote domain goes there, or is dropped silently', () => {
  it.each([
    ['AllowedOOFType None', {}, []],
    ['AllowedOOFType External', { AllowedOOFType: 'External' }, ['ExternalOof']],
    ['AllowedOOFType ExternalLegacy', { AllowedOOFType: 'ExternalLegacy' }, ['ExternalOof', 'LegacyOof']],
    [
      'AllowedOOFType InternalLegacy',
      { AllowedOOFType: 'InternalLegacy', IsInternal: true },
      ['InternalOof', 'LegacyOof'],
    ],
    ['AutoReplyEnabled', { AutoReplyEnabled: true }, ['AutoReply']],
    ['AutoForwardEnabled', { AutoForwardEnabled: true }, ['AutoForward']],
    [
      'MeetingForwardNotificationEnabled',
      { MeetingForwardNotificationEnabled: true },
      ['MeetingForwardNotification'],
    ],
  ])('%s', (_, settings, expected) => {
    expect(kindsThatPass(settings)).toEqual([...expected, 'NonDeliveryReport']);
  });

  it('the most specific remote domain says so, and none says it of the organization’s own', () => {
    const recipients: Recipients = { remoteDomains: { '*': off, '*.adatum.example': {} } };
    const history = { automatic: 'AutoReply' } as const;
    const to = 'x@adatum.example x@sub.adatum.example x@relay.example';
    expect(lines(resolved(recipients, to, { history }))).toEqual([
      'sub.adatum.example: x@sub.adatum.example',
      'relay.example: x@relay.example',
      'x@adatum.example dropped: AutoReply',
    ]);
  });

  it('mail of people goes everywhere', () => {
    expect(lines(resolved({ remoteDomains: { '*': off } }, 'x@adatum.example'))).toEqual([
      'adatum.example: x@adatum.example',
    ]);
  });
});
