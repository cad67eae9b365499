import type { SendConnector } from '@mailyard/directory';

import { queueNameOf } from '../next-hop.js';
import { connectedOrganization, send, toSmartHosts } from '../spec-support/connected-organization.js';
import { outsideRoute } from './outside-route.js';

const guid = '2f0c8d4e-0000-4000-8000-000000000002';
const ruled: { readonly outboundConnector?: string } = { outboundConnector: guid };
const megabyte = 1_048_576;
const internet = send('To Internet', '*');
const gateway = (spaces: string, more = {}): SendConnector =>
  toSmartHosts('Gateway', spaces, { SmartHosts: ['[172.17.17.7]'], Guid: guid, ...more });

function route(
  SendConnectors: readonly SendConnector[],
  { type = 'SMTP', size = 1, history = ruled } = {},
): string {
  const organization = connectedOrganization({ SendConnectors });
  const message = { size, history };
  const place = { organization, place: { server: 'MBX01' } };
  const found = outsideRoute({ type, address: 'fabrikam.example' }, message, place);
  switch (found.outcome) {
    case 'routed':
      return queueNameOf(found.nextHop);
    case 'failed':
      return found.reply.toString();
    case 'unreachable':
      return found.lastError;
  }
}

describe('a mail flow rule with RouteMessageOutboundConnector', () => {
  it('routes by its connector, whatever the address spaces are', () =>
    expect(route([internet, gateway('elsewhere.example')])).toBe(
      `SmartHostConnectorDelivery.[172.17.17.7]@${guid}`,
    ));

  it('Exchange Online: IsTransportRuleScoped is taken for the rule, and never for its address spaces', () => {
    const scoped = gateway('fabrikam.example', { IsTransportRuleScoped: true });
    expect(route([internet, scoped])).toBe(`SmartHostConnectorDelivery.[172.17.17.7]@${guid}`);
    expect(route([internet, scoped], { history: {} })).toMatch(/^DnsConnectorDelivery\.fabrikam\.example@/);
  });

  it.each([
    ['disabled', [internet, gateway('*', { Enabled: false })]],
    ['gone', [internet]],
  ])('lets the message wait, and not go by another, while the connector is %s', (_, connectors) =>
    expect(route(connectors)).toMatch(/^The Send connector that a mail flow rule routes the message by is /),
  );

  it('fails what is too large for the connector', () => {
    const found = route([internet, gateway('*', { MaxMessageSize: '1 MB' })], { size: 2 * megabyte });
    expect(found).toMatch(/^552 5\.3\.4 ROUTING\.SizeLimit/);
  });

  it('says nothing of addresses of other mail systems', () =>
    expect(route([internet, gateway('*')], { type: 'FAX' })).toMatch(/NoConnectorForAddressType/));
});
