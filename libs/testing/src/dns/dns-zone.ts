import { createSocket, type Socket as UdpSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

import {
  AUTHENTIC_DATA,
  AUTHORITATIVE_ANSWER,
  decode,
  encode,
  TRUNCATED_RESPONSE,
  type Answer,
  type Packet,
  type Question,
  type TlsaData,
} from 'dns-packet';

/** What a name has; without a type it has no record of it. */
export interface ZoneRecords {
  readonly A?: readonly string[];
  readonly AAAA?: readonly string[];
  readonly MX?: readonly (readonly [preference: number, exchange: string])[];
  readonly PTR?: readonly string[];
  /** Each record with its strings. */
  readonly TXT?: readonly (string | readonly string[])[];
  readonly TLSA?: readonly TlsaData[];
  /** Another name, whose records come along. */
  readonly CNAME?: string;
  /** 300 when nothing is said. */
  readonly ttl?: number;
  /** Answers with AD to whoever wants to know, as a resolver that has validated them (RFC 4035 §3.2.3); aliases do so, too. */
  readonly secure?: boolean;
  /** What happens to questions of one type. */
  readonly faults?: Readonly<Partial<Record<Question['type'], ZoneFault>>>;
}

/**
 * What a server does that has no answer; `garbage`: octets that are no message, but with the right id; `truncated`: the
 * answer is too long, over TCP as well.
 */
export type ZoneFault = 'silent' | 'servfail' | 'refused' | 'garbage' | 'truncated';

/** Names in lower case. Names that are not there do not exist; `*` stands for all of them. */
export type Zone = Readonly<Record<string, ZoneRecords | ZoneFault>>;

export interface DnsZoneOptions {
  /** Of this machine; 127.0.0.1 when nothing is said. */
  readonly address?: string;
  /** SOA of negative answers (RFC 2308); null: they come without. */
  readonly soa?: { readonly ttl: number; readonly minimum: number } | null;
  /** False: whoever asks for an alias gets that alone. */
  readonly followsAliases?: boolean;
  /** False: a server of before RFC 6891, to which a question with OPT is a format error. */
  readonly edns?: boolean;
}

/** RFC 1035 §4.2.1: more does not fit into a message over UDP. */
const udpOctetsMax = 512;
const garbage = Buffer.from('\x84\x00\xff\xff\xff\xffno message', 'latin1');
const codes = { formerr: 1, servfail: 2, nxdomain: 3, refused: 5 } as const;

/** A DNS server on a free port, over UDP and TCP, with what it knows given as data. */
export class DnsZone implements AsyncDisposable {
  /** What it was asked, in order: `udp MX example.com`. */
  readonly asked: string[] = [];
  zone: Zone;
  readonly #soa: DnsZoneOptions['soa'];
  readonly #followsAliases: boolean;
  readonly #edns: boolean;
  readonly #udp: UdpSocket;
  readonly #tcp: Server;
  readonly #connections = new Set<Socket>();

  private constructor(zone: Zone, options: DnsZoneOptions, sockets: Sockets) {
    this.zone = zone;
    this.#soa = options.soa === undefined ? { ttl: 3600, minimum: 60 } : options.soa;
    this.#followsAliases = options.followsAliases ?? true;
    this.#edns = options.edns ?? true;
    this.#udp = sockets.udp;
    this.#tcp = sockets.tcp;
    this.#udp.on('message', (query, { address, port }) => {
      const reply = this.#reply(query, 'udp');
      if (reply !== undefined) this.#udp.send(reply, port, address);
    });
    this.#tcp.on('connection', (socket) => this.#serve(socket));
  }

  static async start(zone: Zone, options: DnsZoneOptions = {}): Promise<DnsZone> {
    return new DnsZone(zone, options, await bind(options.address ?? '127.0.0.1'));
  }

  get server(): { readonly address: string; readonly port: number } {
    const { address, port } = this.#tcp.address() as AddressInfo;
    return { address, port };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const connection of this.#connections) connection.destroy();
    await Promise.all([
      new Promise<void>((resolve) => this.#udp.close(resolve)),
      new Promise<void>((resolve) => this.#tcp.close(() => resolve())),
    ]);
  }

  #serve(socket: Socket): void {
    this.#connections.add(socket);
    socket.on('error', () => undefined).on('close', () => this.#connections.delete(socket));
    let received = Buffer.alloc(0);
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk]);
      if (received.length < 2 || received.length < 2 + received.readUInt16BE(0)) return;
      const reply = this.#reply(received.subarray(2), 'tcp');
      if (reply === undefined) return;
      const length = Buffer.alloc(2);
      length.writeUInt16BE(reply.length);
      socket.write(Buffer.concat([length, reply]));
    });
  }

  #reply(query: Buffer, transport: 'udp' | 'tcp'): Buffer | undefined {
    const { id = 0, questions = [], additionals = [], flag_ad: asksForAd } = decode(query);
    const [question] = questions;
    if (question === undefined) return undefined;
    this.asked.push(`${transport} ${question.type} ${question.name}`);
    const edns = additionals.some(({ type }) => type === 'OPT');
    if (edns && !this.#edns) return encode({ type: 'response', id, flags: codes.formerr });
    const fault = this.#fault(question);
    const reply: Packet = { type: 'response', id, questions };
    if (fault !== undefined) return faulty(fault, reply, query);
    const flags = AUTHORITATIVE_ANSWER | (asksForAd && this.#isSecure(question.name) ? AUTHENTIC_DATA : 0);
    return this.#answer({ ...reply, flags }, question, transport);
  }

  #fault({ name, type }: Question): ZoneFault | undefined {
    const entry = this.#entry(name);
    return typeof entry === 'string' ? entry : entry?.faults?.[type];
  }

  /** With every alias on the way. */
  #isSecure(name: string, steps = 0): boolean {
    const entry = this.#entry(name);
    if (entry === undefined || typeof entry === 'string' || entry.secure !== true) return false;
    const alias = this.#followsAliases && steps < 10 ? entry.CNAME : undefined;
    return alias === undefined || this.#isSecure(alias, steps + 1);
  }

  #answer(reply: Packet, question: Question, transport: 'udp' | 'tcp'): Buffer {
    const { answers, end } = this.#answers(question);
    const found = answers.some(({ type }) => type === question.type);
    const alone = answers.length > 0 && !this.#followsAliases;
    const missing = !alone && this.#entry(end) === undefined;
    const authorities = found || alone ? [] : this.#negative();
    const flags = (reply.flags ?? 0) | (missing ? codes.nxdomain : 0);
    const octets = encode({ ...reply, flags, answers, authorities });
    if (transport === 'tcp' || octets.length <= udpOctetsMax) return octets;
    return encode({ ...reply, flags: flags | TRUNCATED_RESPONSE });
  }

  /** The aliases on the way and the records at their end. */
  #answers(
    { type, name }: Question,
    passed: readonly string[] = [],
  ): { readonly answers: Answer[]; readonly end: string } {
    const entry = this.#entry(name);
    if (entry === undefined || typeof entry === 'string') return { answers: [], end: name };
    const { CNAME, ttl = 300 } = entry;
    if (CNAME === undefined) return { answers: recordsOf(type, name, entry), end: name };
    const alias: Answer = { type: 'CNAME', name, ttl, data: CNAME };
    if (!this.#followsAliases || passed.includes(CNAME)) return { answers: [alias], end: CNAME };
    const rest = this.#answers({ type, name: CNAME }, [...passed, name]);
    return { answers: [alias, ...rest.answers], end: rest.end };
  }

  #negative(): Answer[] {
    if (this.#soa === null || this.#soa === undefined) return [];
    const { ttl, minimum } = this.#soa;
    const data = {
      mname: 'ns.example',
      rname: 'hostmaster.example',
      serial: 1,
      refresh: 1,
      retry: 1,
      expire: 1,
      minimum,
    };
    return [{ type: 'SOA', name: 'example', ttl, data }];
  }

  #entry(name: string): Zone[string] | undefined {
    return this.zone[name.toLowerCase()] ?? this.zone['*'];
  }
}

function faulty(fault: ZoneFault, reply: Packet, query: Buffer): Buffer | undefined {
  if (fault === 'silent') return undefined;
  if (fault === 'garbage') return Buffer.concat([query.subarray(0, 2), garbage]);
  return encode({ ...reply, flags: fault === 'truncated' ? TRUNCATED_RESPONSE : codes[fault] });
}

function recordsOf(type: Question['type'], name: string, entry: ZoneRecords): Answer[] {
  const { ttl = 300, A = [], AAAA = [], MX = [], PTR = [], TLSA = [], TXT = [] } = entry;
  const answers: readonly Answer[] = [
    ...A.map((data) => ({ type: 'A', name, ttl, data }) as const),
    ...AAAA.map((data) => ({ type: 'AAAA', name, ttl, data }) as const),
    ...MX.map(
      ([preference, exchange]) => ({ type: 'MX', name, ttl, data: { preference, exchange } }) as const,
    ),
    ...PTR.map((data) => ({ type: 'PTR', name, ttl, data }) as const),
    ...TLSA.map((data) => ({ type: 'TLSA', name, ttl, data }) as const),
    ...TXT.map((text) => ({ type: 'TXT', name, ttl, data: [text].flat() }) as const),
  ];
  return answers.filter((answer) => answer.type === type);
}

interface Sockets {
  readonly udp: UdpSocket;
  readonly tcp: Server;
}

/** The same port for both. */
async function bind(address: string): Promise<Sockets> {
  for (;;) {
    const udp = createSocket('udp4');
    udp.bind(0, address);
    await once(udp, 'listening');
    const tcp = createServer();
    const listening = await new Promise<boolean>((resolve) => {
      tcp.once('error', () => resolve(false));
      tcp.listen(udp.address().port, address, () => resolve(true));
    });
    if (listening) return { udp, tcp };
    udp.close();
  }
}
