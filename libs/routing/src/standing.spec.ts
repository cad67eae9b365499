import type { OrganizationObjects } from '@mailyard/directory';

import { nextHopTo } from './next-hop.js';
import {
  deliveryAgent,
  connectedOrganization,
  send,
  toSmartHosts,
} from './spec-support/connected-organization.js';
import { mayBeRouted, standingOf } from './standing.js';

const Guid = '2f0c8d4e-0000-4000-8000-000000000001';
const place = { server: 'MBX01' };
const dns = (domain: string) => nextHopTo('DnsConnectorDelivery', domain, Guid);
const smartHost = (domain: string) => nextHopTo('SmartHostConnectorDelivery', domain, Guid);
const sends = (...SendConnectors: OrganizationObjects['SendConnectors']) => ({ SendConnectors });

describe('what waits for a next hop, now that the configuration is another', () => {
  it.each<[string, Partial<OrganizationObjects>, ReturnType<typeof nextHopTo>, string]>([
    ['the connector is for the domain', sends(send('A', '*', { Guid })), dns('fabrikam.example'), 'stands'],
    ['it is gone', {}, dns('fabrikam.example'), 'gone'],
    ['it is disabled', sends(send('A', '*', { Guid, Enabled: false })), dns('fabrikam.example'), 'gone'],
    ['it is for others', sends(send('A', 'adatum.example', { Guid })), dns('fabrikam.example'), 'gone'],
    ['it sends to smart hosts', sends(toSmartHosts('A', '*', { Guid })), dns('fabrikam.example'), 'gone'],
    [
      'it is at another server',
      sends(send('A', '*', { Guid, SourceTransportServers: ['MBX02'] })),
      dns('fabrikam.example'),
      'gone',
    ],
    [
      'another one is better',
      sends(send('A', '*', { Guid }), send('B', 'fabrikam.example')),
      dns('fabrikam.example'),
      'byMessage',
    ],
    ['the domain is ours now', sends(send('A', '*', { Guid })), dns('contoso.com'), 'gone'],
    [
      'the same smart hosts',
      sends(toSmartHosts('A', '*', { Guid })),
      smartHost('relay.provider.example'),
      'byMessage',
    ],
    ['other smart hosts', sends(toSmartHosts('A', '*', { Guid })), smartHost('old.example'), 'gone'],
    [
      'the same address space',
      { DeliveryAgentConnectors: [deliveryAgent('A', 'MOBILE:*;1', { Guid })] },
      nextHopTo('DeliveryAgent', 'MOBILE', Guid),
      'byMessage',
    ],
    ['the database is here', {}, nextHopTo('SmtpDeliveryToMailbox', 'DB01'), 'stands'],
    ['the database is elsewhere', {}, nextHopTo('SmtpDeliveryToMailbox', 'DB02'), 'gone'],
    ['the database is at every server', {}, nextHopTo('SmtpDeliveryToMailbox', 'DB09'), 'stands'],
    ['the server is there', {}, nextHopTo('SmtpRelayToMailboxDeliveryGroup', 'MBX02'), 'byMessage'],
    ['the server is gone', {}, nextHopTo('SmtpRelayToMailboxDeliveryGroup', 'MBX09'), 'gone'],
    ['Submission', {}, nextHopTo('Undefined', 'Submission'), 'stands'],
  ])('%s', (_, objects, nextHop, standing) => {
    expect(standingOf(nextHop, connectedOrganization(objects), place)).toBe(standing);
  });
});

it.each([
  ['fabrikam.example', true],
  ['contoso.com', true],
  ['adatum.example', false],
  ['relay.example', false],
])('without a route before, %s may have one: %s', (domain, expected) => {
  const organization = connectedOrganization(sends(send('A', '*.fabrikam.example')));
  expect(mayBeRouted(domain, organization, place)).toBe(expected);
});
