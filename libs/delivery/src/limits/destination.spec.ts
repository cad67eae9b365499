import { sendConnectorSchema, serverSchema } from '@mailyard/directory';

import { outboundDestination, type Destined } from './destination.js';
import type { OutboundDestination } from './outbound-limits.js';

const guid = '11111111-1111-4111-8111-111111111111';
const server = serverSchema.parse({ Guid: guid, Name: 'MBX01', Fqdn: 'mbx01.contoso.com' });

function destination(
  parameters: Readonly<Record<string, unknown>>,
  domain = 'contoso.com',
  hosts: Destined['hosts'] = ['mx1.contoso.com'],
): OutboundDestination {
  const connector = sendConnectorSchema.parse({
    Guid: guid,
    Name: 'Internet',
    AddressSpaces: ['*'],
    SourceTransportServers: ['MBX01'],
    ...parameters,
  });
  return outboundDestination({ connector, server, domain, hosts });
}

const perMinute = (count: number) => ({ value: { count, perMs: 60_000 }, parameter: 'DestinationLimits' });

it('without limits of the connector those of the server hold', () => {
  expect(destination({})).toEqual({
    connector: guid,
    key: 'contoso.com',
    limits: {
      server: { connections: { value: 1_000, parameter: 'MaxOutboundConnections' } },
      connector: {},
      destination: { connections: { value: 20, parameter: 'MaxPerDomainOutboundConnections' } },
    },
  });
});

it('the limits of the connector are those of all its destinations together', () => {
  const { limits } = destination({
    MessageRateLimit: '1000/hour',
    ConnectionRateLimit: 60,
    MaxConcurrentConnections: 5,
  });
  expect(limits.connector).toEqual({
    connections: { value: 5, parameter: 'MaxConcurrentConnections' },
    connectionRate: { value: { count: 60, perMs: 60_000 }, parameter: 'ConnectionRateLimit' },
    messageRate: { value: { count: 1_000, perMs: 3_600_000 }, parameter: 'MessageRateLimit' },
  });
  expect(limits.destination.messageRate).toBeUndefined();
});

const DestinationLimits = [
  { Domain: '*', MessageRateLimit: 1, MaxConcurrentConnections: 2 },
  { MxDomain: 'outlook.com', MessageRateLimit: 2 },
  { MxDomain: 'protection.outlook.com', MessageRateLimit: 3 },
  { Domain: '*.contoso.com', MessageRateLimit: 4, ConnectionRateLimit: 9 },
  { Domain: '*.de.contoso.com', MessageRateLimit: 5 },
  { Domain: 'Bücher.example', MessageRateLimit: 6, MaxConcurrentConnections: 'Unlimited' },
];

it.each([
  ['fabrikam.com', 'mx.fabrikam.com', 'fabrikam.com', 1],
  ['fabrikam.com', 'fabrikam.outlook.com', 'MX outlook.com', 2],
  ['fabrikam.com', 'FABRIKAM.protection.Outlook.com', 'MX protection.outlook.com', 3],
  ['adatum.com', 'adatum.protection.outlook.com', 'MX protection.outlook.com', 3],
  ['fabrikam.com', 'notoutlook.com', 'fabrikam.com', 1],
  ['contoso.com', 'contoso.protection.outlook.com', 'contoso.com', 4],
  ['uk.contoso.com', 'mx', 'uk.contoso.com', 4],
  ['a.de.Contoso.com', 'mx', 'a.de.contoso.com', 5],
  ['xn--bcher-kva.example', 'mx', 'xn--bcher-kva.example', 6],
])('%s at %s counts as %s, with the most specific entry', (domain, host, key, count) => {
  const found = destination({ DestinationLimits }, domain, [host]);
  expect(found.key).toBe(key);
  expect(found.limits.destination.messageRate).toEqual(perMinute(count));
});

it('a limit that the most specific entry has not is that of the next one', () => {
  const { limits } = destination({ DestinationLimits }, 'a.de.contoso.com');
  expect(limits.destination).toEqual({
    connections: { value: 2, parameter: 'DestinationLimits' },
    connectionRate: perMinute(9),
    messageRate: perMinute(5),
  });
});

it('the number of connections of an entry stands in place of the server’s', () => {
  expect(destination({ DestinationLimits }, 'bücher.example').limits.destination.connections).toBeUndefined();
  const more = [{ Domain: 'contoso.com', MaxConcurrentConnections: 100 }];
  expect(destination({ DestinationLimits: more }).limits.destination.connections?.value).toBe(100);
});

it.each([
  [[{ MessageRateLimit: 1 }], /must name a Domain or an MxDomain/],
  [[{ Domain: 'a.com', MxDomain: 'b.com', MessageRateLimit: 1 }], /not both/],
  [[{ Domain: 'a.com' }], /must limit something/],
  [[{ Domain: '*a.com', MessageRateLimit: 1 }], /must be \*, a domain/],
  [[{ Domain: 'a.com', MessageRateLimit: '5/week' }], /must be Unlimited, a number/],
  [[{ Domain: 'a.com', MaxConcurrentConnections: 0 }], /MaxConcurrentConnections/],
  [
    [
      { Domain: 'a.com', MessageRateLimit: 1 },
      { Domain: 'A.com', MaxConcurrentConnections: 1 },
    ],
    /must not name a destination twice/,
  ],
])('%j is refused', (entries, problem) => {
  expect(() => destination({ DestinationLimits: entries })).toThrow(problem);
});
