import { randomInt } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { connect, isIPv6 } from 'node:net';

import { AUTHENTIC_DATA, DNSSEC_OK, encode, RECURSION_DESIRED, type OptAnswer } from 'dns-packet';

import { readReply, type DnsReply, type ServerAnswer } from './dns-reply.js';
import type { DnsFailure } from '../resolver.js';
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

/**
 * What a reply over UDP may have without being cut into fragments (RFC 9715 §3), and that we want to know whether the answer
 * was validated (RFC 4035 §4.9.1; servers of today look at AD, too: RFC 6840 §5.7).
 */
const extended: OptAnswer = {
  type: 'OPT',
  name: '.',
  udpPayloadSize: 1232,
  extendedRcode: 0,
  ednsVersion: 0,
  flags: DNSSEC_OK,
  flag_do: true,
  options: [],
};

/** Asks one server, over UDP and, when the answer is too long for that, over TCP (RFC 7766 §5). Never rejects. */
export async function askServer(
  server: DnsServer,
  question: Question,
  timeoutMs: number,
): Promise<ServerAnswer> {
  const timeout = new AbortController();
  const timer = setTimeout(() => timeout.abort(), timeoutMs);
  try {
    const first = await ask({ server, question, edns: true, signal: timeout.signal });
    // RFC 6891 §7: a server of before EDNS is asked in its own way.
    const reply =
      first.kind === 'not-understood'
        ? await ask({ server, question, edns: false, signal: timeout.signal })
        : first;
    if (reply.kind === 'not-understood') return failed('refused', 'it does not understand the question');
    return reply.kind === 'truncated' ? failed('malformed', 'truncated over TCP') : reply;
  } catch (error) {
    return timeout.signal.aborted
      ? failed('timeout', `no answer in ${timeoutMs} ms`)
      : failed('unreachable', String(error));
  } finally {
    clearTimeout(timer);
  }
}

function failed(reason: DnsFailure['reason'], text: string): DnsFailure {
  return { kind: 'failed', reason, text };
}

interface Asked {
  readonly server: DnsServer;
  readonly question: Question;
  readonly edns: boolean;
  readonly signal: AbortSignal;
}

async function ask({ server, question, edns, signal }: Asked): Promise<DnsReply> {
  // Nobody who does not see the query may guess it; the port is random, too (RFC 5452 §9.2).
  const id = randomInt(0x1_0000);
  const query = encode({
    type: 'query',
    id,
    flags: edns ? RECURSION_DESIRED | AUTHENTIC_DATA : RECURSION_DESIRED,
    questions: [{ ...question }],
    additionals: edns ? [extended] : [],
  });
  const exchange = { server, query, read: (octets: Buffer) => readReply(octets, id, question), signal };
  const short = await overUdp(exchange);
  return short.kind === 'truncated' ? overTcp(exchange) : short;
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

const notOurs = failed('malformed', 'the reply is to another question');
