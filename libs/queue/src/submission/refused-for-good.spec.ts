import { rm } from 'node:fs/promises';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';

import { nextHopTo } from '@mailyard/routing';
import { eventually, startRedis, type TestRedis } from '@mailyard/testing';

import { QueueDatabase } from '../redis/queue-database.js';
import { queueRedis } from '../redis/connection/queue-redis.js';
import type { Lanes, ReservedLane } from '../schedule/lane.js';
import { commitSubmission, type NewMessage } from './commit-submission.js';
import { exampleItem } from '../spec-support/example-item.js';

const queue = 'SmtpDeliveryToMailbox.DB01';
const noLanes: Lanes = { reserve: () => undefined, wake: () => undefined, submissionMoves: true };
let server: TestRedis;
let database: QueueDatabase;
const refusals: (string | undefined)[] = [];

beforeEach(async () => {
  server = await startRedis();
  refusals.length = 0;
});
afterEach(async () => {
  database.close();
  await server.stop();
});

async function open(url = server.url, answerMs?: number): Promise<void> {
  database = await QueueDatabase.open({
    redis: queueRedis(url, answerMs),
    server: 'MBX01',
    onRefusal: (reason) => refusals.push(reason),
    onFault: () => undefined,
  });
}

function submission(id: string): NewMessage {
  const item = exampleItem(id);
  const copy = { number: '0', queue, recipients: [], attempts: 0 };
  const nextHop = nextHopTo('SmtpDeliveryToMailbox', 'DB01');
  return { message: { item, content: [Buffer.from('Body')] }, copies: [{ copy, nextHop }] };
}

function commit(id: string): Promise<string> {
  return commitSubmission(database, noLanes, submission(id)).then(() => 'accepted', String);
}

/** Whether anything of the message is there, and how many jobs wait. */
async function stored(id: string): Promise<{ readonly keys: readonly string[]; readonly jobs: number }> {
  const client = server.client();
  const found = await client.keys(`{mailyard:MBX01}:*:${id}`);
  const indexed = await client.zscore('{mailyard:MBX01}:items', id);
  const keys = found.filter((key) => key !== `{mailyard:MBX01}:accepted:${id}`);
  return {
    keys: indexed === null ? keys : [...keys, 'index'],
    jobs: await client.llen(`{mailyard:MBX01}:${queue}:wait`),
  };
}

describe('after a refusal nothing is delivered (RFC 5321 §4.2.5)', () => {
  it('when Redis stands still for longer than we wait, and then goes on', async () => {
    await open(server.url, 300);
    process.kill(server.pid, 'SIGSTOP');
    const outcome = commit('1');
    await eventually(() => !database.ready);
    process.kill(server.pid, 'SIGCONT');
    expect(await outcome).toMatch(/outcome none/);
    expect(await stored('1')).toEqual({ keys: [], jobs: 0 });
    expect(await commit('2')).toBe('accepted');
  });

  it('when Redis stands still for less, and then it is accepted', async () => {
    await open();
    process.kill(server.pid, 'SIGSTOP');
    const outcome = commit('1');
    process.kill(server.pid, 'SIGCONT');
    expect(await outcome).toBe('accepted');
    expect(await stored('1')).toMatchObject({ jobs: 1 });
  });

  it('when the transaction comes to Redis after it was asked', async () => {
    await using relay = await HoldingRelay.start(server);
    await open(relay.url);
    expect(await commit('1')).toBe('accepted');
    relay.hold();
    const outcome = commit('2');
    await eventually(() => relay.held > 0);
    relay.cut();
    expect(await outcome).toMatch(/outcome none/);
    await relay.deliver();
    expect(await stored('2')).toEqual({ keys: [], jobs: 1 });
  });

  it('when a script fails on what it finds', async () => {
    await open();
    await server.client().set('{mailyard:MBX01}:items', 'not ours');
    expect(await commit('1')).toMatch(/outcome none.*WRONGTYPE/);
    await server.client().del('{mailyard:MBX01}:items');
    expect((await stored('1')).keys).toEqual([]);
  });

  it('when a script fails on what it finds once the message is there', async () => {
    await open();
    const keep: ReservedLane['take'] = () => undefined;
    const lanes: Lanes = { ...noLanes, reserve: () => ({ queue, token: 't', take: keep }) };
    await server.client().set(`{mailyard:MBX01}:${queue}:active`, 'not ours');
    await expect(commitSubmission(database, lanes, submission('1'))).resolves.toBeUndefined();
    expect(await stored('1')).toMatchObject({ jobs: 1 });
  });

  it('but none is refused because the clock of Redis was set forward', async () => {
    await open();
    const now = performance.now.bind(performance);
    performance.now = () => now() - 3_600_000;
    try {
      expect(await commit('1')).toBe('accepted');
      expect(await stored('1')).toMatchObject({ jobs: 1 });
    } finally {
      performance.now = now;
    }
  });
});

describe('Redis without the scripts (SCRIPT FLUSH)', () => {
  it('takes every message, once', async () => {
    await open();
    const client = server.client();
    const outcomes: string[] = [];
    for (let id = 1; id <= 50; id += 1) {
      await client.script('FLUSH');
      outcomes.push(...(await Promise.all([commit(`${id}`), commit(`${id}00`)])));
    }
    expect(new Set(outcomes)).toEqual(new Set(['accepted']));
    // Beyond those that wait in the order in which they came, senders take turns.
    const [wait, turns] = ['wait', 'prioritized'].map((part) => `{mailyard:MBX01}:${queue}:${part}`);
    expect((await client.llen(wait ?? '')) + (await client.zcard(turns ?? ''))).toBe(100);
    expect(await client.zcard('{mailyard:MBX01}:items')).toBe(100);
  });
});

describe('Redis that has become a replica (READONLY)', () => {
  it('is noticed when nobody has anything to write', async () => {
    await open();
    await server.client().replicaof('127.0.0.1', '1');
    await eventually(() => !database.ready);
    await server.client().replicaof('NO', 'ONE');
    await eventually(() => database.ready);
    expect(refusals).toEqual([expect.stringMatching(/READONLY/), undefined]);
  });

  it('is left until it takes writes, over a new connection', async () => {
    await open();
    const client = server.client();
    await client.replicaof('127.0.0.1', '1');
    expect(await commit('1')).toMatch(/outcome none.*READONLY/);
    await eventually(() => !database.ready);
    const connections = async (): Promise<number> =>
      Number(/total_connections_received:(\d+)/.exec(await client.info('stats'))?.[1]);
    const before = await connections();
    await eventually(async () => (await connections()) > before + 1);
    expect(refusals).toEqual([expect.stringMatching(/READONLY/)]);
    await client.replicaof('NO', 'ONE');
    await eventually(() => database.ready);
    expect(refusals).toEqual([expect.stringMatching(/READONLY/), undefined]);
    expect(await commit('2')).toBe('accepted');
    expect(await stored('1')).toEqual({ keys: [], jobs: 1 });
  });
});

describe('Redis that comes back without its data', () => {
  it('counts from the beginning, and no number is given twice', async () => {
    await open();
    await database.ids.next();
    await server.kill();
    await rm(join(server.dir, 'appendonlydir'), { recursive: true });
    await server.restart();
    await eventually(() => database.ready);
    const redis = queueRedis(server.url);
    const other = await QueueDatabase.open({ redis, server: 'MBX01', onFault: () => undefined });
    const numbers: string[] = [];
    for (const { ids } of [database, other, database, other]) {
      numbers.push(await ids.next(), await ids.next());
    }
    other.close();
    expect(new Set(numbers).size).toBe(8);
  });
});

/** A way to Redis on which what was sent can arrive late, after the sender has gone. */
class HoldingRelay implements AsyncDisposable {
  readonly #server: Server;
  readonly #near = new Set<Socket>();
  readonly #far = new Set<Socket>();
  #late: { readonly far: Socket; readonly piece: Buffer }[] = [];
  #pieces: { readonly far: Socket; readonly piece: Buffer }[] | undefined;

  private constructor(
    target: TestRedis,
    readonly path: string,
  ) {
    this.#server = createServer((near) => {
      const far = connect(target.socket);
      this.#near.add(near);
      this.#far.add(far);
      near.on('error', () => undefined).on('data', (piece) => this.#pass(far, piece));
      far.on('error', () => undefined).on('data', (piece) => near.writable && near.write(piece));
    });
  }

  static async start(target: TestRedis): Promise<HoldingRelay> {
    const relay = new HoldingRelay(target, `${target.dir}/relay.sock`);
    await new Promise<void>((listening) => relay.#server.listen(relay.path, listening));
    return relay;
  }

  get url(): string {
    return `unix:${this.path}`;
  }

  get held(): number {
    return this.#pieces?.length ?? 0;
  }

  hold(): void {
    this.#pieces = [];
  }

  /** The sender loses its connections; new ones pass everything at once. */
  cut(): void {
    this.#late = this.#pieces ?? [];
    this.#pieces = undefined;
    for (const near of this.#near) near.destroy();
  }

  /** What was held arrives; resolves when Redis has answered it. */
  async deliver(): Promise<void> {
    const [first] = this.#late;
    if (first === undefined) throw new Error('nothing was held');
    const answered = new Promise((resolve) => first.far.once('data', resolve));
    for (const { far, piece } of this.#late) far.write(piece);
    await answered;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of [...this.#near, ...this.#far]) socket.destroy();
    await new Promise((closed) => this.#server.close(closed));
  }

  #pass(far: Socket, piece: Buffer): void {
    if (this.#pieces === undefined) far.write(piece);
    else this.#pieces.push({ far, piece });
  }
}
