import { once } from 'node:events';
import { connect, isIP, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';

import type { LdapServer } from '@mailyard/schema';
import { ExtendedRequest, ExtendedResponse, MessageParser, type MessageResponse } from 'ldapts';

import { LdapError } from './ldap-error.js';

/** How a server is reached. */
export interface LdapEndpoint extends LdapServer {
  /** Certificates in PEM of the authority to trust; undefined: those that everybody trusts. */
  readonly ca?: string | undefined;
}

/** RFC 4511 §4.14. */
const startTlsOid = '1.3.6.1.4.1.1466.20037';
const startTlsAnswerMax = 16_384;

/** A connection over TLS to a server whose certificate is its own; whatever is in the way is an LdapError. */
export async function connectSecurely(endpoint: LdapEndpoint, deadlineMs: number): Promise<TLSSocket> {
  const sockets: Socket[] = [];
  const deadline = setTimeout(() => {
    for (const socket of sockets) socket.destroy(new Error(`no answer within ${deadlineMs} ms`));
  }, deadlineMs);
  try {
    if (endpoint.scheme === 'ldaps') return await secured(endpoint, sockets);
    const plain = connect(endpoint.port, endpoint.host);
    sockets.push(plain);
    // Whoever waits for it hears of it; TLS over it does by itself.
    plain.on('error', () => undefined);
    await once(plain, 'connect');
    await startTls(plain);
    return await secured(endpoint, sockets, plain);
  } catch (error) {
    for (const socket of sockets) socket.destroy();
    throw new LdapError(`${nameOf(endpoint)}: ${(error as Error).message}`, { cause: error });
  } finally {
    clearTimeout(deadline);
  }
}

export function nameOf({ scheme, host, port }: LdapServer): string {
  return `${scheme}://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

async function secured(
  { host, port, ca }: LdapEndpoint,
  sockets: Socket[],
  socket?: Socket,
): Promise<TLSSocket> {
  const tls = connectTls({
    ...(socket === undefined ? { port } : { socket }),
    host,
    ...(isIP(host) === 0 && { servername: host }),
    ...(ca !== undefined && { ca }),
    minVersion: 'TLSv1.2',
  });
  sockets.push(tls);
  await once(tls, 'secureConnect');
  return tls;
}

/**
 * Asks for TLS in the clear. Whatever comes behind the answer and before TLS was put there by somebody in between, and would
 * be taken for an answer to what is asked in secret.
 */
async function startTls(socket: Socket): Promise<void> {
  socket.write(new ExtendedRequest({ messageId: 1, oid: startTlsOid }).write());
  let received = Buffer.alloc(0);
  let response: MessageResponse | undefined;
  while (response === undefined) {
    // One octet more or less decides.
    // eslint-disable-next-line no-await-in-loop
    const [data] = (await once(socket, 'data')) as [Buffer];
    received = Buffer.concat([received, data]);
    if (received.length > startTlsAnswerMax) throw new Error('its answer to STARTTLS has no end');
    response = onlyMessage(received);
  }
  socket.pause();
  if (!(response instanceof ExtendedResponse)) throw new Error('its answer to STARTTLS is none');
  if (response.status !== 0) throw new Error(`it has no STARTTLS: ${response.errorMessage}`);
}

/** The message that octets are, undefined while it is not complete. */
function onlyMessage(octets: Buffer): MessageResponse | undefined {
  const found: MessageResponse[] = [];
  const failures: Error[] = [];
  const parser = new MessageParser();
  parser.on('message', (message) => found.push(message));
  parser.on('error', (error) => failures.push(error));
  parser.read(octets, new Map());
  const [failure] = failures;
  if (failure !== undefined) throw failure;
  const [message] = found;
  if (message !== undefined && octets.length !== lengthOf(octets)) {
    throw new Error('it says something in the clear behind its answer to STARTTLS');
  }
  return message;
}

/** Of the first element, with its tag and length (X.690 §8.1.3). */
function lengthOf(octets: Buffer): number {
  const first = octets[1] ?? 0;
  if (first < 0x80) return 2 + first;
  const size = first - 0x80;
  return 2 + size + octets.readUIntBE(2, size);
}
