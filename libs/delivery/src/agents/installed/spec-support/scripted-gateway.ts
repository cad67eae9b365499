import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

import { Reply } from '@mailyard/smtp';

import type { TakenMessage, TestedNextHop } from '../../../testing/index.js';

export const gatewayStages = ['in its answer'] as const;
export const gatewayFaults = [
  'lost within the content',
  'lost after the content',
  'silent after the content',
  'answers what nobody understands',
  'crashes its agent',
] as const;

/** What is answered in place of an answer. */
const nonsenseOf: ReadonlyMap<string, string> = new Map([
  ['answers what nobody understands', '{"replies":{}}\n'],
  ['crashes its agent', 'crash\n'],
]);

const ok = new Reply(250, '2.1.5', 'taken');

interface Announced {
  readonly id: string;
  readonly recipients: readonly string[];
  readonly sizeBytes: number;
}

/** A system that does not speak SMTP, and fails as it is told; what it speaks is in `gateway-agent.ts`. */
export class ScriptedGateway implements TestedNextHop {
  readonly taken: TakenMessage[] = [];
  /** Ids of what it has taken, in order. */
  readonly ids: string[] = [];
  reached = false;
  readonly #sockets = new Set<Socket>();
  readonly #refusals = new Map<string, Reply>();
  #refusal: Reply | undefined;
  #fault: string | undefined;
  #paused = false;
  #resumed: Promise<void> = Promise.resolve();
  #resume: () => void = () => undefined;
  #server: Server | undefined;
  #port = 0;

  get port(): number {
    return this.#port;
  }

  get connections(): number {
    return this.#sockets.size;
  }

  refuse(address: string, reply: Reply): void {
    this.#refusals.set(address, reply);
  }

  refuseMessages(reply: Reply): void {
    this.#refusal = reply;
  }

  fail(fault: string): void {
    this.#fault = fault;
  }

  recover(): void {
    this.#refusals.clear();
    this.#refusal = undefined;
    this.#fault = undefined;
  }

  pause(): void {
    this.#paused = true;
    this.reached = false;
    this.#resumed = new Promise((resolve) => (this.#resume = resolve));
  }

  resume(): void {
    this.#paused = false;
    this.#resume();
  }

  async leave(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    const closed = server === undefined ? undefined : once(server, 'close');
    server?.close();
    this.dropConnections();
    await closed;
  }

  async comeBack(): Promise<void> {
    this.#server = createServer((socket) => this.#serve(socket));
    this.#server.listen(this.#port, '127.0.0.1');
    await once(this.#server, 'listening');
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  dropConnections(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  #serve(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('close', () => this.#sockets.delete(socket));
    socket.on('error', () => undefined);
    void this.#read(socket).catch(() => socket.destroy());
  }

  async #read(socket: Socket): Promise<void> {
    let pieces: Buffer[] = [];
    let left = 0;
    let announced: Announced | undefined;
    for await (const octets of socket as AsyncIterable<Buffer>) {
      this.reached = true;
      if (this.#fault === 'lost within the content') socket.destroy();
      if (this.#paused) await this.#resumed;
      pieces.push(octets);
      left -= octets.length;
      if (announced === undefined) {
        const begun = Buffer.concat(pieces);
        if (!begun.includes(10)) continue;
        announced = JSON.parse(begun.toString('utf8', 0, begun.indexOf(10))) as Announced;
        pieces = [begun.subarray(begun.indexOf(10) + 1)];
        left = announced.sizeBytes - (pieces[0]?.length ?? 0);
      }
      if (left > 0) continue;
      this.#answer(socket, announced, Buffer.concat(pieces));
      pieces = [];
      announced = undefined;
    }
  }

  #answer(socket: Socket, { id, recipients }: Announced, octets: Buffer): void {
    if (this.#fault === 'lost after the content') return void socket.destroy();
    if (this.#fault === 'silent after the content') return;
    const nonsense = nonsenseOf.get(this.#fault ?? '');
    if (nonsense !== undefined) return void socket.write(nonsense);
    if (this.#refusal !== undefined) {
      return void socket.write(`${JSON.stringify({ message: written(this.#refusal) })}\n`);
    }
    const replies = recipients.map((address) => this.#refusals.get(address) ?? ok);
    const served = recipients.filter((_, index) => replies[index]?.positive === true);
    if (served.length > 0) {
      this.taken.push({ recipients: served, octets });
      this.ids.push(id);
    }
    socket.write(`${JSON.stringify({ replies: replies.map(written) })}\n`);
  }
}

function written({ code, status, text }: Reply) {
  return [code, status, text];
}
