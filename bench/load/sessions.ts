import { connect, type Socket } from 'node:net';

import type { Target } from '../targets/target.js';

/** What sessions cost Front End, beside the mail in them. */
export interface SessionCost {
  readonly concurrent: number;
  /** From the connection attempt through 220, EHLO and QUIT to the end. */
  readonly connectionsPerSecond: number;
  readonly cpuMsPerConnection: number;
  /** NOOP, so that it is the cost of any command. */
  readonly commandsPerSecond: number;
  readonly cpuUsPerCommand: number;
}

const connectionsMin = 2_000;
const commands = 20_000;

/** With so many sessions open at one time. */
export async function measureSessions(target: Target, concurrent: number): Promise<SessionCost> {
  const connections = Math.max(connectionsMin, concurrent * 2);
  const setUp = await timed(target, () => inTurns(concurrent, connections, () => greetAndQuit(target.port)));
  const sessions = await openSessions(target, concurrent);
  const said = await timed(target, () =>
    inTurns(concurrent, commands, (worker) => sessions[worker]?.command('NOOP')),
  );
  await Promise.all(sessions.map((session) => session.quit()));
  return {
    concurrent,
    connectionsPerSecond: connections / setUp.seconds,
    cpuMsPerConnection: (setUp.cpuSeconds * 1e3) / connections,
    commandsPerSecond: commands / said.seconds,
    cpuUsPerCommand: (said.cpuSeconds * 1e6) / commands,
  };
}

/** KiB for one of so many idle sessions; asked first, before the heap has grown for other reasons. */
export async function measureIdleSessions(target: Target, concurrent: number): Promise<number> {
  await greetAndQuit(target.port);
  const before = await residentBytes(target);
  const sessions = await openSessions(target, concurrent);
  const kib = ((await residentBytes(target)) - before) / 1024;
  await Promise.all(sessions.map((session) => session.quit()));
  return kib / concurrent;
}

function openSessions(target: Target, count: number): Promise<readonly Client[]> {
  return Promise.all(Array.from({ length: count }, () => Client.greeted(target.port)));
}

async function greetAndQuit(port: number): Promise<void> {
  const client = await Client.greeted(port);
  await client.quit();
}

/** `times` pieces of work, `workers` at a time. */
async function inTurns(
  workers: number,
  times: number,
  work: (worker: number) => Promise<unknown> | undefined,
): Promise<void> {
  let left = times;
  const worker = async (index: number): Promise<void> => {
    while (left-- > 0) await work(index);
  };
  await Promise.all(Array.from({ length: workers }, (_, index) => worker(index)));
}

async function timed(
  target: Target,
  work: () => Promise<void>,
): Promise<{ readonly seconds: number; readonly cpuSeconds: number }> {
  const [start, before] = [performance.now(), await frontEnd(target)];
  await work();
  const seconds = (performance.now() - start) / 1000;
  return { seconds, cpuSeconds: (await frontEnd(target)).cpuSeconds - before.cpuSeconds };
}

async function residentBytes(target: Target): Promise<number> {
  await target.forgetPeaks();
  return (await frontEnd(target)).peakResidentBytes;
}

async function frontEnd(target: Target) {
  const usage = (await target.usage()).get('front-end-transport');
  if (usage === undefined) throw new Error('no Front End among the services');
  return usage;
}

/** As little of a client as possible, since it runs on the machine that is measured. */
class Client {
  readonly #socket: Socket;
  readonly #closed: Promise<void>;
  #text = '';
  #answer: ((text: string) => void) | undefined;

  private constructor(port: number) {
    this.#socket = connect({ host: '127.0.0.1', port, noDelay: true });
    this.#socket.setEncoding('latin1').on('data', (chunk: string) => this.#take(chunk));
    this.#closed = new Promise((resolve, reject) => {
      this.#socket.once('close', () => resolve()).once('error', reject);
    });
  }

  static async greeted(port: number): Promise<Client> {
    const client = new Client(port);
    await client.#expect('220');
    await client.command('EHLO bench.example.net');
    return client;
  }

  async command(line: string): Promise<void> {
    this.#socket.write(`${line}\r\n`);
    await this.#expect('250');
  }

  quit(): Promise<void> {
    this.#socket.end('QUIT\r\n');
    return this.#closed;
  }

  async #expect(code: string): Promise<void> {
    const answered = new Promise<string>((resolve) => {
      this.#answer = resolve;
    });
    const text = await Promise.race([answered, this.#closed]);
    if (text?.startsWith(code) !== true) throw new Error(`${code} expected, got ${text ?? 'the end'}`);
  }

  /** A reply is whole when its last line has a space after the code (RFC 5321 §4.2.1). */
  #take(chunk: string): void {
    this.#text += chunk;
    if (!/^\d{3} .*\r\n$/m.test(this.#text)) return;
    const text = this.#text;
    this.#text = '';
    this.#answer?.(text);
  }
}
