import { randomUUID } from 'node:crypto';

import { sendConnectorSchema, type SendConnector } from '@mailyard/directory';

import { outgoingHeader, type HeaderReader } from './outgoing-header.js';

const header = [
  'Received: from x by y; date',
  'X-MS-Exchange-Organization-SCL: 1',
  'X-MS-Exchange-Forest-A: 1',
  'Subject: s',
];

/** The first letters of the fields that the other side of a connector sees. */
function seen(parameters: Readonly<Record<string, unknown>>, proven?: HeaderReader['proven']): string {
  const connector = sendConnectorSchema.parse({
    Guid: randomUUID(),
    Name: 'To somebody',
    AddressSpaces: ['*'],
    SourceTransportServers: ['MBX01'],
    ...parameters,
  }) as SendConnector;
  const octets = outgoingHeader(Buffer.from(`${header.join('\r\n')}\r\n\r\n`), { connector, proven });
  const lines = octets.toString().trimEnd().split('\r\n');
  return header.flatMap((line, index) => (lines.includes(line) ? ['ROFS'[index]] : [])).join('');
}

const anonymous = 'NT AUTHORITY\\ANONYMOUS LOGON';

describe('the header firewall of a Send connector', () => {
  it.each<[string, Readonly<Record<string, unknown>>, HeaderReader['proven'], string]>([
    ['a stranger', {}, undefined, 'RS'],
    ['a partner', { DomainSecureEnabled: true }, 'domainSecure', 'RS'],
    [
      'a host that is secured otherwise',
      { SmartHostAuthMechanism: 'ExternalAuthoritative' },
      undefined,
      'RS',
    ],
    ['a server of the organization', { SmartHostAuthMechanism: 'ExchangeServer' }, 'exchangeServer', 'ROFS'],
    [
      'who should be one and has not proved it',
      { SmartHostAuthMechanism: 'ExchangeServer' },
      undefined,
      'RS',
    ],
    [
      'a stranger who is denied the route by hand',
      { AccessControl: [{ User: anonymous, ExtendedRights: ['ms-Exch-Send-Headers-Routing'], Deny: true }] },
      undefined,
      'S',
    ],
    [
      'a stranger who is given the organization’s fields by hand',
      { AccessControl: [{ User: anonymous, ExtendedRights: ['ms-Exch-Send-Headers-Organization'] }] },
      undefined,
      'ROS',
    ],
  ])('%s', (_, parameters, proven, expected) => {
    expect(seen(parameters, proven)).toBe(expected);
  });
});
