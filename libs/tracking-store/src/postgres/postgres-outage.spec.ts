import { zstdCompressSync } from 'node:zlib';

import { Degradations, silentLog } from '@mailyard/service';
import { TrackingStream } from '@mailyard/tracking';
import {
  eventually,
  postgresPrograms,
  startPostgres,
  startRedis,
  type TestPostgres,
  type TestRedis,
} from '@mailyard/testing';

import { StreamConsumer } from '../consume/redis-stream-consumer.js';
import { logRow, logText } from '../spec-support/log-rows.js';
import { storeInThread, type ThreadedStore } from '../thread/store-thread.js';

const hasPostgres = postgresPrograms() !== undefined;

(hasPostgres ? describe : describe.skip)('PostgreSQL that is away (needs postgresql)', () => {
  let redis: TestRedis;
  let postgres: TestPostgres;
  let stores: ThreadedStore[];

  beforeEach(async () => {
    [redis, postgres] = await Promise.all([startRedis(), startPostgres()]);
    stores = [];
  }, 60_000);
  afterEach(async () => {
    await Promise.all(stores.map((store) => store.close()));
    await Promise.all([redis.stop(), postgres.stop()]);
  });

  function store(): ThreadedStore {
    const opened = storeInThread({ dir: '', database: postgres.url });
    stores.push(opened);
    return opened;
  }

  it('events wait in the stream, it is told, and none is missing or there twice when it is back', async () => {
    const stream = new TrackingStream(redis.client(), 'MBX01');
    let place = 0;
    const ship = async () => {
      const compressed = zstdCompressSync(Buffer.from(logText([logRow({}), logRow({})])));
      await stream.ship({ file: 'f/1', from: place, to: place + 1, compressed }, 1_000_000);
      place += 1;
    };
    const degradations = new Degradations();
    const limits = { pauseMs: 10 };
    const patience = { waitMs: () => 0 };
    const options = { redis: redis.client(), instance: 'a', patience, degradations, log: silentLog, limits };
    const consumer = new StreamConsumer({ ...options, store: store() });
    const reading = store();
    const total = async () =>
      (await reading.events({ criteria: {}, offset: 0, limit: 1, order: 'newest first' })).total;
    consumer.start();
    try {
      await ship();
      await eventually(async () => expect(await total()).toBe(2));
      await postgres.kill();
      await ship();
      await eventually(() =>
        expect(degradations.current).toMatchObject([{ code: 'tracking-store-away', subject: 'store' }]),
      );
      expect(await stream.read('0', 10)).toHaveLength(1);
      await postgres.restart();
      await eventually(async () => expect(await stream.read('0', 10)).toEqual([]));
      await eventually(() => expect(degradations.current).toEqual([]));
      expect(await total()).toBe(4);
    } finally {
      await consumer.stop();
    }
  }, 90_000);
});
