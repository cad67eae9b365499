import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer, type Server, type TLSSocket } from 'node:tls';

import { certificate, key } from '../spec-support/test-certificate.js';
import { LdapConnection, type AnswerLimits } from './ldap-connection.js';

/** X.690 §8.1: a tag, a length and what is in it. */
function element(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  return Buffer.concat([Buffer.from([tag, 0x84]), length, content]);
}

const text = (said: string, tag = 0x04): Buffer => element(tag, Buffer.from(said));
const message = (id: number, ...parts: readonly Buffer[]): Buffer =>
  element(0x30, Buffer.from([0x02, 1, id]), ...parts);

/** RFC 4511 §4.5.2. */
const entry = (id: number, value: string): Buffer =>
  message(
    id,
    element(0x64, text('cn=x'), element(0x30, element(0x30, text('cn'), element(0x31, text(value))))),
  );
/** The end of a page, and RFC 2696: there is another one. */
const another = (id: number): Buffer =>
  message(
    id,
    element(0x65, Buffer.from([0x0a, 1, 0]), text(''), text('')),
    element(
      0xa0,
      element(
        0x30,
        text('1.2.840.113556.1.4.319'),
        element(0x04, element(0x30, Buffer.from([0x02, 1, 0]), text('more'))),
      ),
    ),
  );

let server: Server;
let answers: (socket: TLSSocket, id: number) => void;
beforeAll(async () => {
  server = createServer({ cert: certificate, key }, (socket) => {
    let id = 0;
    socket.on('error', () => undefined);
    socket.on('data', () => answers(socket, (id += 1)));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => void server.close());

async function searched(limits: Partial<AnswerLimits>): Promise<number> {
  const { port } = server.address() as AddressInfo;
  const endpoint = { scheme: 'ldaps', host: '127.0.0.1', port, ca: certificate } as const;
  const connection = await LdapConnection.open(endpoint, limits);
  try {
    return (await connection.search({ base: 'dc=x', scope: 'sub', attributes: ['cn'] })).length;
  } finally {
    connection.close();
  }
}

describe('a server whose answer has no end', () => {
  it('one of entries ends at a number of octets', async () => {
    answers = (socket, id) => {
      const more = (): void => {
        while (!socket.destroyed && socket.write(entry(id, 'x'.repeat(1000))));
        if (!socket.destroyed) socket.once('drain', more);
      };
      more();
    };
    await expect(searched({ bytes: 100_000 })).rejects.toThrow('more than 100000 octets: is BaseDN');
  });

  it('one of pages ends at a number of pages', async () => {
    answers = (socket, id) => void socket.write(Buffer.concat([entry(id, 'x'), another(id)]));
    await expect(searched({ pages: 20 })).rejects.toThrow('more than 20 pages');
  });

  it('an entry that is too large is not waited for', async () => {
    answers = (socket, id) => void socket.write(entry(id, 'x'.repeat(200_000)));
    await expect(searched({ messageBytes: 100_000 })).rejects.toThrow('100000 octets in one message');
  });

  it('many small messages in one piece are no large one', async () => {
    let pages = 0;
    answers = (socket, id) => {
      const entries = Array.from({ length: 300 }, () => entry(id, 'x'.repeat(100)));
      pages += 1;
      const end =
        pages < 3 ? another(id) : message(id, element(0x65, Buffer.from([0x0a, 1, 0]), text(''), text('')));
      socket.write(Buffer.concat([...entries, end]));
    };
    expect(await searched({ messageBytes: 50_000 })).toBe(900);
  });
});
