import { connect, createServer, type Server, type Socket } from 'node:net';

import { submissionQueue } from '@mailyard/queue';
import { replies } from '@mailyard/smtp';
import { eventually, type TestRedis } from '@mailyard/testing';

import { claimed, fanOut } from './spec-support/as-a-lane.js';
import { recipient } from './spec-support/test-hub.js';
import { TestSite } from './spec-support/test-site.js';

const alice = recipient('alice@contoso.com');
const bob = recipient('bob@contoso.com');
const mailboxQueue = 'SmtpDeliveryToMailbox.DB01';

let site: TestSite;

beforeEach(async () => {
  site = await TestSite.start({ QueueGlitchRetryInterval: 50, MessageRetryInterval: 50 });
});
afterEach(() => site.stop());

it('a primary that becomes a replica and is one again: what was delivered meanwhile is not delivered again', async () => {
  const hub = await site.openHub({ lockMs: 400 });
  const demoted: Promise<unknown>[] = [];
  site.sink.answer = () => {
    // The 250 is on its way, and Redis refuses to note it (READONLY).
    if (demoted.length === 0) demoted.push(site.redis.client().call('REPLICAOF', '127.0.0.1', '1'));
    return replies.delivered;
  };
  await hub.start();
  await hub.submit([alice]);
  await hub.submit([bob]);
  await eventually(() => demoted.length > 0);
  await demoted[0];
  const away = performance.now();
  await eventually(() => performance.now() - away > 1_500);
  await site.redis.client().call('REPLICAOF', 'NO', 'ONE');
  await hub.emptied();
  expect([...site.sink.delivered].sort()).toEqual(['alice@contoso.com', 'bob@contoso.com']);
});

it('Redis away for longer than a lock lasts: what was delivered meanwhile is not delivered again', async () => {
  const hub = await site.openHub({ lockMs: 200 });
  const killed: Promise<void>[] = [];
  site.sink.answer = () => {
    // The 250 is on its way, and Redis is not there to note it.
    if (killed.length === 0) killed.push(site.redis.kill());
    return replies.delivered;
  };
  await hub.start();
  await hub.submit([alice]);
  await eventually(() => killed.length > 0);
  await killed[0];
  const away = performance.now();
  await eventually(() => performance.now() - away > 2_000);
  await site.redis.restart();
  await hub.emptied();
  await eventually(async () => (await hub.database.waiting(mailboxQueue)) === 0);
  expect(site.sink.delivered).toEqual(['alice@contoso.com']);
});

it('a message whose answer was lost and that was delivered at once is acknowledged', async () => {
  await using relay = await Relay.start(site.redis);
  const accepting = await site.openHub({
    redis: { ...site.redis, url: relay.url, client: () => site.redis.client() },
  });
  const other = await site.openHub();
  // It has its numbers for messages now.
  await accepting.submit([bob]);
  relay.deaf = true;
  const sending = accepting.submit([alice]).then(String, String);
  await other.start();
  await eventually(() => site.sink.taken.length === 2);
  await other.emptied();
  relay.cut();
  expect(await sending).toMatch(/^250 /);
});

it('a job ends only with its copy: who delivers by an older reading gives it back', async () => {
  const slow = await site.openHub();
  await slow.submit([alice, bob]);
  await fanOut(slow.database, await claimed(slow.database, submissionQueue)).transaction.commit();
  const lease = await claimed(slow.database, mailboxQueue);
  const { message } = await slow.database.messages.load(lease);
  if (message === undefined) throw new Error('no such message');
  // Another hub lost its lock over this job; it notes that bob has to wait.
  const left = { ...message.copy, recipients: [bob], attempts: 1 };
  const others = slow.database.transaction();
  others.settle({ settled: message, replacedBy: [left] });
  await others.commit();
  const own = slow.database.transaction();
  own.settle({ settled: message, replacedBy: [], lease });
  own.finish(lease, { claimNext: false });
  await own.commit();
  const hub = await site.openHub();
  await hub.start();
  await hub.emptied();
  expect(site.sink.delivered).toEqual(['bob@contoso.com']);
});

it('a queue that an earlier version filled, without saying for whom it is, is delivered by this one', async () => {
  const earlier = await site.openHub();
  await earlier.submit([alice, bob]);
  await fanOut(earlier.database, await claimed(earlier.database, submissionQueue)).transaction.commit();
  const { keys } = earlier.database;
  await site.redis.client().del(keys.nextHop(mailboxQueue));
  const hub = await site.openHub();
  await hub.start();
  await hub.emptied();
  expect(site.sink.delivered).toEqual(['alice@contoso.com', 'bob@contoso.com']);
});

/** A way to Redis on which answers can get lost. */
class Relay implements AsyncDisposable {
  /** Nothing comes back from Redis. */
  deaf = false;
  readonly #sockets = new Set<Socket>();
  readonly #server: Server;

  private constructor(
    target: TestRedis,
    readonly path: string,
  ) {
    this.#server = createServer((near) => {
      const far = connect(target.socket);
      for (const socket of [near, far]) {
        this.#sockets.add(socket);
        socket.on('error', () => undefined).on('close', () => [near, far].forEach((each) => each.destroy()));
      }
      near.pipe(far);
      far.on('data', (chunk) => this.deaf || near.write(chunk));
    });
  }

  static async start(target: TestRedis): Promise<Relay> {
    const relay = new Relay(target, `${target.dir}/relay.sock`);
    await new Promise<void>((listening) => relay.#server.listen(relay.path, listening));
    return relay;
  }

  get url(): string {
    return `unix:${this.path}`;
  }

  /** The connections are lost; new ones work. */
  cut(): void {
    this.deaf = false;
    for (const socket of this.#sockets) socket.destroy();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.cut();
    await new Promise((closed) => this.#server.close(closed));
  }
}
