import { randomInt } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { connect, isIPv6 } from 'node:net';

import { encode, RECURSION_DESIRED } from 'dns-packet';

import { readReply, type DnsReply, type ServerAnswer } from './dns-reply.js';
import type { Question } from './question.js';

export interface DnsServer {
  readonly address: string;
  /** 53 where nobody has said anything else. */
  readonly port: number;
}

interface Exchange {
  readonly server: DnsServer;
  readonly query: Buffer;
  /** Undefined: not ours, go on listening. */
  readonly read: (octets: Buffer) => DnsReply | undefined;
  readonly signal: AbortSignal;
}

/** Rejects when there is no reply. */
type Transport = (exchange: Exchange) => Promise<DnsReply>;

/** Asks one server, over UDP and, when the answer is too long for that, over TCP (RFC 7766 §5). Never rejects. */
export async function askServer(
  server: DnsServer,
  question: Question,
  timeoutMs: number,
): Promise<ServerAnswer> {
  const timeout = new AbortController();
  const timer = setTimeout(() => timeout.abort(), timeoutMs);
  // Nobody who does not see the query may guess it; the port is random, too (RFC 5452 §9.2).
  const id = randomInt(0x1_0000);
  const exchange: Exchange = {
    server,
    query: encode({ type: 'query', id, flags: RECURSION_DESIRED, questions: [{ ...question }] }),
    read: (octets) => readReply(octets, id, question),
    signal: timeout.signal,
  };
  try {
    const short = await overUdp(exchange);
    const reply = short.kind === 'truncated' ? await overTcp(exchange) : short;
    if (reply.kind !== 'truncated') return reply;
    return { kind: 'failed', reason: 'malformed', text: 'truncated over TCP' };
  } catch (error) {
    return timeout.signal.aborted
      ? { kind: 'failed', reason: 'timeout', text: `no answer in ${timeoutMs} ms` }
      : { kind: 'failed', reason: 'unreachable', text: String(error) };
  } finally {
    clearTimeout(timer);
  }
}

const overUdp: Transport = async ({ server, query, read, signal }) => {
  const socket = createSocket(isIPv6(server.address) ? 'udp6' : 'udp4');
  try {
    return await new Promise<DnsReply>((resolve, reject) => {
      signal.addEventListener('abort', reject, { once: true });
      socket.on('error', reject).on('message', (octets) => {
        const reply = read(octets);
        if (reply !== undefined) resolve(reply);
      });
      // Connected: nobody else can answer, and a port on which nobody listens is told at once.
      socket.connect(server.port, server.address, (error?: Error) => {
        if (error === undefined) socket.send(query);
        else reject(error);
      });
    });
  } finally {
    socket.close();
  }
};

// RFC 1035 §4.2.2: the length comes first.
const lengthOctets = 2;

const overTcp: Transport = async ({ server, query, read, signal }) => {
  const socket = connect({ host: server.address, port: server.port });
  try {
    return await new Promise<DnsReply>((resolve, reject) => {
      let received = Buffer.alloc(0);
      signal.addEventListener('abort', reject, { once: true });
      socket.on('error', reject).on('close', () => reject(new Error('the server closed the connection')));
      socket.on('data', (chunk) => {
        received = Buffer.concat([received, chunk]);
        if (received.length < lengthOctets) return;
        const end = lengthOctets + received.readUInt16BE(0);
        if (received.length >= end) resolve(read(received.subarray(lengthOctets, end)) ?? notOurs);
      });
      const length = Buffer.alloc(lengthOctets);
      length.writeUInt16BE(query.length);
      socket.write(Buffer.concat([length, query]));
    });
  } finally {
    socket.destroy();
  }
};

const notOurs: DnsReply = { kind: 'failed', reason: 'malformed', text: 'the reply is to another question' };
