import { randomUUID } from 'node:crypto';

import { acceptedDomainSchema, noObjects, serverSchema, type SendConnector } from '@mailyard/directory';
import { formatPath } from '@mailyard/smtp';

import { categorize } from './categorize.js';
import { approvalPath } from './moderation/approval-address.js';
import { connectedOrganization, send, toSmartHosts } from './spec-support/connected-organization.js';
import { message } from './spec-support/routable-messages.js';

const domains = [
  { DomainName: 'contoso.com', DomainType: 'Authoritative', Default: true },
  { DomainName: 'relay.example', DomainType: 'InternalRelay' },
  { DomainName: 'outside.example', DomainType: 'ExternalRelay' },
  { DomainName: 'fabrikam.example', MatchSubDomains: true },
  { DomainName: '*.branch.example' },
];

/** The connector that each recipient goes by; Unreachable, or why it fails. */
function ways(connectors: readonly SendConnector[], recipients: readonly string[]): readonly string[] {
  const organization = connectedOrganization({
    ...noObjects,
    Servers: [
      serverSchema.parse({
        Guid: randomUUID(),
        Name: 'EDGE01',
        Fqdn: 'edge01.contoso.com',
        ServerRole: 'Edge',
      }),
    ],
    AcceptedDomains: domains.map((domain) =>
      acceptedDomainSchema.parse({
        Guid: randomUUID(),
        Name: domain.DomainName.replace('*', 'all'),
        ...domain,
      }),
    ),
    TransportSettings: connectedOrganization().objects.TransportSettings,
    SendConnectors: connectors,
  });
  return recipients.map((recipient) => {
    const [localPart = '', domain = ''] = recipient.split('@');
    const envelope = { ...message, recipients: [{ path: { localPart, domain } }] };
    const found = categorize(envelope, organization, { server: 'EDGE01' });
    const [delivery] = found.deliveries;
    if (delivery === undefined) return found.unreachable.length === 1 ? 'Unreachable' : 'failed';
    return organization.sendConnector(delivery.nextHop.connector)?.Name ?? delivery.queue;
  });
}

const edge = { SourceTransportServers: ['EDGE01'] };
const answer = { server: 'abcdef01', id: '8796093022209', secret: 'k3q7x' };
const inward = toSmartHosts('To Internal Org', '--', edge);
const internet = send('To Internet', '*', edge);

it('-- takes the recipients of every domain that is behind the Edge, whoever they are, and no others', () => {
  const rows = [
    ['nobody-in-particular@contoso.com', 'To Internal Org'],
    ['IMCEAFAX-+2B49+20123@contoso.com', 'To Internal Org'],
    // A moderator's answer: the message waits at a server of the organization.
    [formatPath(approvalPath(answer, 'contoso.com')), 'To Internal Org'],
    ['x@relay.example', 'To Internal Org'],
    // Its mail system is elsewhere: what goes inward would come back.
    ['x@outside.example', 'To Internet'],
    ['x@fabrikam.example', 'To Internal Org'],
    ['x@sales.fabrikam.example', 'To Internal Org'],
    ['x@a.branch.example', 'To Internal Org'],
    ['x@branch.example', 'To Internet'],
    ['x@northwind.example', 'To Internet'],
  ];
  const found = ways(
    [internet, inward],
    rows.map(([recipient = '']) => recipient),
  );
  expect(found).toEqual(rows.map(([, way]) => way));
});

it('a connector for the domain itself competes by its cost', () => {
  const dear = toSmartHosts('Dear', 'contoso.com;10', edge);
  const cheap = toSmartHosts('Other', '--;20', edge);
  expect(ways([dear, inward], ['x@contoso.com'])).toEqual(['To Internal Org']);
  expect(ways([dear, cheap], ['x@contoso.com'])).toEqual(['Dear']);
});

it('without a Send connector everything waits in Unreachable', () => {
  expect(ways([], ['x@contoso.com', 'x@northwind.example'])).toEqual(['Unreachable', 'Unreachable']);
  expect(ways([inward], ['x@northwind.example'])).toEqual(['Unreachable']);
});
