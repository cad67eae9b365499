import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

import { Reply, type Endpoint } from '@mailyard/smtp';

import type { TakenMessage, TestedNextHop } from '../../testing/index.js';

export const stages = ['RCPT', 'after the content'] as const;
export const faults = [
  'turns us away with 421',
  'is not SMTP',
  'lost before the content',
  'lost within the content',
  'lost after the content',
  'silent after the content',
] as const;

const ok = new Reply(250, '2.0.0', 'OK');
const hello = '250-peer\r\n250-PIPELINING\r\n250-ENHANCEDSTATUSCODES\r\n250 CHUNKING\r\n';

/** A host that wishes us ill: a server of LMTP (RFC 2033) or SMTP, with BDAT (RFC 3030), that fails as it is told. */
export class ScriptedNextHop implements TestedNextHop {
  readonly taken: TakenMessage[] = [];
  #refusals = new Map<string, Reply>();
  #refusal: Reply | undefined;
  #fault: string | undefined;
  #paused = false;
  reached = false;
  /** Connections so far. */
  accepted = 0;
  readonly #sessions = new Map<Socket, Session>();
  #server: Server = createServer();
  endpoint: Endpoint = { address: '127.0.0.1', port: 0 };

  constructor(readonly protocol: 'LMTP' | 'SMTP') {}

  get connections(): number {
    return this.#sessions.size;
  }

  refuse(address: string, reply: Reply, stage: string): void {
    this.#refusals.set(`${stage} ${address}`, reply);
  }

  refuseMessages(reply: Reply): void {
    this.#refusal = reply;
  }

  fail(fault: string): void {
    this.#fault = fault;
  }

  recover(): void {
    this.#refusals = new Map();
    this.#refusal = undefined;
    this.#fault = undefined;
  }

  pause(): void {
    this.#paused = true;
    this.reached = false;
  }

  resume(): void {
    this.#paused = false;
    for (const session of this.#sessions.values()) session.goOn();
  }

  async leave(): Promise<void> {
    this.dropConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async comeBack(): Promise<void> {
    this.#server = createServer((socket) => this.#serve(socket));
    this.#server.listen(this.endpoint.port, this.endpoint.address);
    await once(this.#server, 'listening');
    this.endpoint = { ...this.endpoint, port: (this.#server.address() as AddressInfo).port };
  }

  dropConnections(): void {
    for (const socket of this.#sessions.keys()) socket.destroy();
  }

  fails(fault: (typeof faults)[number]): boolean {
    return this.#fault === fault;
  }

  refusalOf(address: string, stage: (typeof stages)[number]): Reply | undefined {
    return this.#refusals.get(`${stage} ${address}`);
  }

  get paused(): boolean {
    return this.#paused;
  }

  get messageRefusal(): Reply | undefined {
    return this.#refusal;
  }

  #serve(socket: Socket): void {
    const session = new Session(this, socket);
    this.#sessions.set(socket, session);
    this.accepted += 1;
    socket.on('error', () => undefined).on('close', () => this.#sessions.delete(socket));
    if (this.fails('turns us away with 421')) return void socket.end('421 4.3.2 not now\r\n');
    socket.write(this.fails('is not SMTP') ? 'HTTP/1.1 400 Bad Request\r\n' : '220 peer\r\n');
    socket.on('data', (chunk: Buffer) => session.read(chunk));
  }
}

/** What was said on one connection so far. */
class Session {
  #input = Buffer.alloc(0);
  #recipients: string[] = [];
  #content: Buffer[] = [];
  #stopped = false;
  #silent = false;
  #chunk: { left: number; readonly last: boolean } | undefined;

  constructor(
    private readonly peer: ScriptedNextHop,
    private readonly socket: Socket,
  ) {}

  read(octets: Buffer): void {
    this.#input = Buffer.concat([this.#input, octets]);
    const more = (): boolean => (this.#chunk === undefined ? this.#line() : this.#octets());
    while (!this.#stopped && !this.socket.destroyed && more());
  }

  goOn(): void {
    if (!this.#stopped) return;
    this.#stopped = false;
    this.socket.resume();
    this.read(Buffer.alloc(0));
  }

  #line(): boolean {
    const end = this.#input.indexOf('\r\n');
    if (end < 0) return false;
    const line = this.#input.toString('utf8', 0, end);
    this.#input = this.#input.subarray(end + 2);
    this.#command(line);
    return true;
  }

  #command(line: string): void {
    const [verb = '', size = '0', last] = line.split(' ');
    if (verb === 'BDAT') this.#bdat(Number(size), last === 'LAST');
    else if (verb === (this.peer.protocol === 'LMTP' ? 'LHLO' : 'EHLO')) this.socket.write(hello);
    else if (verb === 'RCPT') this.#rcpt(line.slice(line.indexOf('<') + 1, line.indexOf('>')));
    else if (verb === 'MAIL') this.#mail();
    else this.#say(ok);
  }

  #bdat(left: number, last: boolean): void {
    this.#chunk = { left, last };
    if (this.peer.fails('lost before the content')) this.socket.destroy();
    if (this.peer.paused) this.#stop();
  }

  /** What has come by now stays where it is. */
  #stop(): void {
    this.#stopped = true;
    this.peer.reached = true;
    this.socket.pause();
  }

  #mail(): void {
    this.#recipients = [];
    this.#content = [];
    this.#say(this.peer.messageRefusal ?? ok);
  }

  #rcpt(address: string): void {
    const refusal = this.peer.messageRefusal ?? this.peer.refusalOf(address, 'RCPT');
    if (refusal === undefined) this.#recipients.push(address);
    this.#say(refusal ?? ok);
  }

  /** As far as it has come. */
  #octets(): boolean {
    if (this.#chunk === undefined) return false;
    if (this.#input.length > 0 && this.peer.fails('lost within the content')) {
      this.socket.destroy();
      return false;
    }
    const octets = this.#input.subarray(0, this.#chunk.left);
    this.#input = this.#input.subarray(octets.length);
    this.#content.push(octets);
    this.#chunk.left -= octets.length;
    if (this.#chunk.left > 0) return false;
    const { last } = this.#chunk;
    this.#chunk = undefined;
    if (last) this.#end();
    else this.#say(this.#recipients.length === 0 ? new Reply(503, '5.5.1', 'nobody') : ok);
    return true;
  }

  /** RFC 2033 §4.2: a reply for each recipient that was accepted; in SMTP there is one for all. */
  #end(): void {
    if (this.peer.fails('lost after the content')) return void this.socket.destroy();
    if (this.peer.fails('silent after the content')) this.#silent = true;
    if (this.#recipients.length === 0) return this.#say(new Reply(503, '5.5.1', 'nobody'));
    const answers = this.#recipients.map(
      (address) => this.peer.refusalOf(address, 'after the content') ?? ok,
    );
    const recipients = this.#recipients.filter((_, index) => answers[index] === ok);
    if (recipients.length > 0 && !this.#silent) this.#keep(recipients);
    const told = this.peer.protocol === 'LMTP' ? answers : [ok];
    for (const answer of told) this.#say(answer);
  }

  #keep(recipients: readonly string[]): void {
    this.peer.taken.push({ recipients, octets: Buffer.concat(this.#content) });
  }

  #say(reply: Reply): void {
    if (this.#silent) return;
    this.socket.write(`${reply.toString()}\r\n`);
  }
}
