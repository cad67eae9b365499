import { connectorOf, contoso, defaultConnector } from '../testing/contoso.js';
import { connectorWarnings } from './connector-warnings.js';

const offer = {} as never;
const certificates = { publicServer: () => offer, internalServer: offer };
const setup = ['Default Frontend', 'Client Frontend', 'Outbound Proxy Frontend'];
const gssapi = {
  AuthMechanism: 'Tls, Integrated',
  EnableAuthGSSAPI: true,
  PermissionGroups: 'ExchangeUsers',
};

it.each([
  ['the connectors of setup without a keytab', setup.map((name) => defaultConnector(name)), false, 0],
  ['a connector that was made for Kerberos, without a keytab', [connectorOf(gssapi)], false, 1],
  ['the same with a keytab', [connectorOf(gssapi)], true, 0],
  ['a connector without EnableAuthGSSAPI, with a keytab', [defaultConnector('Default Frontend')], true, 1],
])('Integrated that is not offered: %s', async (_, connectors, kerberos, count) => {
  const organization = await contoso();
  const warnings = connectorWarnings(connectors, { organization, certificates, kerberos });
  expect(warnings.filter((warning) => warning.startsWith('Integrated is not offered'))).toHaveLength(count);
});
