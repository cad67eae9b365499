import { HeaderBlock } from '../header/header-block.js';
import type { MessageSource } from '../message-source.js';
import { admitHeader } from './admit-header.js';

/** A server has signed in with its account, and Front End has passed it on. */
const source: MessageSource = {
  kind: 'SMTP',
  receivedAt: Date.UTC(2026, 7, 4, 9, 5),
  sessionId: '08DC0F0000000001',
  connector: { name: 'Client Proxy MBX01', guid: 'c' },
  server: { fqdn: 'mbx01.contoso.com', ip: '10.0.0.2' },
  peer: { ip: '192.0.2.1', port: 4711, helo: 'edge01.contoso.com' },
  authAs: 'Internal',
  login: 'edge01@contoso.com',
  serverAccount: true,
  headerRights: { routing: true, organization: true, forest: true },
};

it.each([
  ['Subject: of a stranger', 'Anonymous'],
  ['X-MS-Exchange-Organization-AuthAs: Anonymous', 'Anonymous'],
  ['X-MS-Exchange-Organization-AuthAs: Partner', 'Partner'],
  ['X-MS-Exchange-Organization-AuthAs: Internal', 'Internal'],
])('a server that signs in vouches for the senders of whom it says so: %s is %s', (line, authAs) => {
  const admitted = admitHeader(HeaderBlock.parse(Buffer.from(`${line}\r\n\r\n`)), {
    source,
    sizeBytes: 100,
    hops: { maxHopCount: 60, maxLocalHopCount: 5, localHosts: [] },
    guid: '3f0c8d4e-0000-4000-8000-000000000001',
    version: '0.1.0',
  });
  expect(admitted.authAs).toBe(authAs);
  expect(admitted.block.first('X-MS-Exchange-Organization-AuthAs')).toBe(authAs);
});
