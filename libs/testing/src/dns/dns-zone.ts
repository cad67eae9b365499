import { createSocket, type Socket as UdpSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

import {
  AUTHORITATIVE_ANSWER,
  decode,
  encode,
  TRUNCATED_RESPONSE,
  type Answer,
  type Packet,
  type Question,
} from 'dns-packet';

/** What a name has; without a type it has no record of it. */
export interface ZoneRecords {
  readonly A?: readonly string[];
  readonly AAAA?: readonly string[];
  readonly MX?: readonly (readonly [preference: number, exchange: string])[];
  readonly PTR?: readonly string[];
  /** Each record with its strings. */
  readonly TXT?: readonly (string | readonly string[])[];
  /** Another name, whose records come along. */
  readonly CNAME?: string;
  /** 300 when nothing is said. */
  readonly ttl?: number;
}

/** What a server does that has no answer; `garbage`: octets that are no message, but with the right id. */
export type ZoneFault = 'silent' | 'servfail' | 'refused' | 'garbage';

/** Names in lower case. Names that are not there do not exist; `*` stands for all of them. */
export type Zone = Readonly<Record<string, ZoneRecords | ZoneFault>>;

export interface DnsZoneOptions {
  /** SOA of negative answers (RFC 2308); null: they come without. */
  readonly soa?: { readonly ttl: number; readonly minimum: number } | null;
  /** False: whoever asks for an alias gets that alone. */
  readonly followsAliases?: boolean;
}

/** RFC 1035 §4.2.1: more does not fit into a message over UDP. */
const udpOctetsMax = 512;
const garbage = Buffer.from('\x84\x00\xff\xff\xff\xffno message', 'latin1');
const codes = { servfail: 2, nxdomain: 3, refused: 5 } as const;

/** A DNS server on a free port of 127.0.0.1, over UDP and TCP, with what it knows given as data. */
export class DnsZone implements AsyncDisposable {
  /** What it was asked, in order: `udp MX example.com`. */
  readonly asked: string[] = [];
  zone: Zone;
  readonly #soa: DnsZoneOptions['soa'];
  readonly #followsAliases: boolean;
  readonly #udp: UdpSocket;
  readonly #tcp: Server;
  readonly #connections = new Set<Socket>();

  private constructor(zone: Zone, options: DnsZoneOptions, sockets: Sockets) {
    this.zone = zone;
    this.#soa = options.soa === undefined ? { ttl: 3600, minimum: 60 } : options.soa;
    this.#followsAliases = options.followsAliases ?? true;
    this.#udp = sockets.udp;
    this.#tcp = sockets.tcp;
    this.#udp.on('message', (query, { address, port }) => {
      const reply = this.#reply(query, 'udp');
      if (reply !== undefined) this.#udp.send(reply, port, address);
    });
    this.#tcp.on('connection', (socket) => this.#serve(socket));
  }

  static async start(zone: Zone, options: DnsZoneOptions = {}): Promise<DnsZone> {
    return new DnsZone(zone, options, await bind());
  }

  get server(): { readonly address: string; readonly port: number } {
    return { address: '127.0.0.1', port: (this.#tcp.address() as AddressInfo).port };
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
    const { id = 0, questions = [] } = decode(query);
    const [question] = questions;
    if (question === undefined) return undefined;
    this.asked.push(`${transport} ${question.type} ${question.name}`);
    const entry = this.#entry(question.name);
    if (entry === 'silent') return undefined;
    if (entry === 'garbage') return Buffer.concat([query.subarray(0, 2), garbage]);
    const reply: Packet = { type: 'response', id, questions };
    if (entry === 'servfail' || entry === 'refused') return encode({ ...reply, flags: codes[entry] });
    return this.#answer({ ...reply, flags: AUTHORITATIVE_ANSWER }, question, transport);
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

function recordsOf(type: Question['type'], name: string, entry: ZoneRecords): Answer[] {
  const { ttl = 300, MX = [], TXT = [] } = entry;
  if (type === 'MX') {
    return MX.map(([preference, exchange]) => ({ type, name, ttl, data: { preference, exchange } }));
  }
  if (type === 'TXT') return TXT.map((text) => ({ type, name, ttl, data: [text].flat() }));
  if (type !== 'A' && type !== 'AAAA' && type !== 'PTR') return [];
  return (entry[type] ?? []).map((data) => ({ type, name, ttl, data }));
}

interface Sockets {
  readonly udp: UdpSocket;
  readonly tcp: Server;
}

/** The same port for both. */
async function bind(): Promise<Sockets> {
  for (;;) {
    const udp = createSocket('udp4');
    udp.bind(0, '127.0.0.1');
    await once(udp, 'listening');
    const tcp = createServer();
    const listening = await new Promise<boolean>((resolve) => {
      tcp.once('error', () => resolve(false));
      tcp.listen(udp.address().port, '127.0.0.1', () => resolve(true));
    });
    if (listening) return { udp, tcp };
    udp.close();
  }
}
