import { connectorOf } from '../testing/contoso.js';
import { integratedObstacle } from './integrated.js';

const offered = { AuthMechanism: 'Tls, Integrated', EnableAuthGSSAPI: true };

it.each([
  ['it is not promised', { AuthMechanism: 'Tls', EnableAuthGSSAPI: true }, false, 'nothing'],
  ['it is offered', offered, true, 'nothing'],
  ['channel binding is allowed', { ...offered, ExtendedProtectionPolicy: 'Allow' }, true, 'nothing'],
  ['there is no keytab', offered, false, /KEYTAB/],
  ['there is only NTLM', { ...offered, EnableAuthGSSAPI: false }, true, /EnableAuthGSSAPI/],
  [
    'channel binding is required',
    { ...offered, ExtendedProtectionPolicy: 'Require' },
    true,
    /Policy is Require/,
  ],
])('what keeps Integrated from being offered: %s', (_, parameters, kerberos, obstacle) => {
  expect(integratedObstacle(connectorOf(parameters), { kerberos }) ?? 'nothing').toMatch(obstacle);
});
