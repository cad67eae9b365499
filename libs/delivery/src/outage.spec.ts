import { connect, createServer, type Server, type Socket } from 'node:net';

import { parseCopy, parseJobId, submissionQueue, type Lease, type QueueDatabase } from '@mailyard/queue';
import { replies } from '@mailyard/smtp';
import { eventually, startRedis, tempDir, type TempDir, type TestRedis } from '@mailyard/testing';

import { LmtpSink } from './spec-support/lmtp-sink.js';
import { recipient, TestHub, type TestHubOptions } from './spec-support/test-hub.js';

const alice = recipient('alice@contoso.com');
const bob = recipient('bob@contoso.com');
const mailboxQueue = 'SmtpDeliveryToMailbox.DB01';

let redis: TestRedis;
let directory: TempDir;
let sink: LmtpSink;
const hubs: TestHub[] = [];

beforeEach(async () => {
  redis = await startRedis();
  directory = await tempDir('mailyard-outage');
  sink = new LmtpSink();
  await sink.start();
});
afterEach(async () => {
  await Promise.all(hubs.splice(0).map((hub) => hub.stop()));
  await sink.stop();
  await redis.stop();
  await directory.remove();
});

async function openHub(options: Partial<TestHubOptions> = {}): Promise<TestHub> {
  const settings = { QueueGlitchRetryInterval: 50, MessageRetryInterval: 50 };
  const hub = await TestHub.open({ redis, directory: directory.path, sink, settings, ...options });
  hubs.push(hub);
  return hub;
}

async function emptied(hub: TestHub): Promise<void> {
  await eventually(async () => expect(await hub.leftovers()).toEqual([]));
}

it('Redis away for longer than a lock lasts: what was delivered meanwhile is not delivered again', async () => {
  const hub = await openHub({ lockMs: 200 });
  const killed: Promise<void>[] = [];
  sink.answer = () => {
    // The 250 is on its way, and Redis is not there to note it.
    if (killed.length === 0) killed.push(redis.kill());
    return replies.delivered;
  };
  hub.start();
  await hub.submit([alice]);
  await eventually(() => killed.length > 0);
  await killed[0];
  const away = performance.now();
  await eventually(() => performance.now() - away > 2_000);
  await redis.restart();
  await emptied(hub);
  await eventually(async () => (await hub.database.waiting(mailboxQueue)) === 0);
  expect(sink.delivered).toEqual(['alice@contoso.com']);
});

it('a message whose answer was lost and that was delivered at once is acknowledged', async () => {
  await using relay = await Relay.start(redis);
  const accepting = await openHub({ redis: { ...redis, url: relay.url, client: () => redis.client() } });
  const other = await openHub();
  // It has its numbers for messages now.
  await accepting.submit([bob]);
  relay.deaf = true;
  const sending = accepting.submit([alice]).then(String, String);
  other.start();
  await eventually(() => sink.taken.length === 2);
  await emptied(other);
  relay.cut();
  expect(await sending).toMatch(/^250 /);
});

it('a job ends only with its copy: who delivers by an older reading gives it back', async () => {
  const slow = await openHub();
  await slow.submit([alice, bob]);
  await fanOut(slow.database, await claimed(slow.database, submissionQueue)).commit();
  const lease = await claimed(slow.database, mailboxQueue);
  const { message } = await slow.database.messages.load(lease);
  if (message === undefined) throw new Error('no such message');
  // Another hub lost its lock over this job; it notes that bob has to wait.
  const left = { ...message.copy, recipients: [bob], attempts: 1 };
  await slow.database
    .transaction()
    .settle({ settled: message, replacedBy: [left] })
    .commit();
  await slow.database
    .transaction()
    .settle({ settled: message, replacedBy: [], lease })
    .finish(lease, { claimNext: false })
    .commit();
  const hub = await openHub();
  hub.start();
  await emptied(hub);
  expect(sink.delivered).toEqual(['bob@contoso.com']);
});

async function claimed(database: QueueDatabase, queue: string): Promise<Lease> {
  const { lease } = await database.claim(queue);
  if (lease === undefined) throw new Error(`${queue} is empty`);
  return lease;
}

/** What the categorizer commits for a message to mailboxes of DB01. */
function fanOut(database: QueueDatabase, lease: Lease) {
  const { id } = parseJobId(lease.jobId);
  const copy = { ...parseCopy(lease.data), queue: mailboxQueue };
  const nextHop = { deliveryType: 'SmtpDeliveryToMailbox', domain: 'DB01', connector: '' };
  return database
    .transaction()
    .settle({ settled: { id, number: copy.number, stored: lease.data }, replacedBy: [copy] })
    .enqueue({ id, copy, receivedAt: lease.timestamp, nextHop })
    .finish(lease, { claimNext: false });
}

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
