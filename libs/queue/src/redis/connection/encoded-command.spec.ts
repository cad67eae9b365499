import { redisReady } from '@mailyard/service';
import { eventually, startRedis, type TestRedis } from '@mailyard/testing';
import type { Redis } from 'ioredis';

import type { Word } from '../transaction/transaction-script.js';
import { DatabaseError } from './database-error.js';
import { send } from './encoded-command.js';
import { queueRedis } from './queue-redis.js';

/** What `encoded-command.ts` relies on in ioredis. Run it before the pinned version is changed. */
describe('contract with ioredis 6.0.0: a command that we encode', () => {
  let server: TestRedis;
  let redis: Redis;

  beforeAll(async () => {
    server = await startRedis();
  });
  afterAll(async () => {
    await server.stop();
  });
  beforeEach(async () => {
    redis = queueRedis(server.url, 500);
    // It comes back by itself; unheard, this would be printed.
    redis.on('error', () => undefined);
    await redisReady(redis);
  });
  afterEach(() => {
    redis.disconnect();
  });

  const evaluate = (lua: string, ...words: readonly Word[]) => send(redis, [['eval', lua, 0], words]);
  const failureOf = async (sent: Promise<unknown>) => {
    const error = await sent.catch((failed: unknown) => DatabaseError.from(failed));
    if (!(error instanceof DatabaseError)) throw new Error('it did not fail');
    return error;
  };

  it('arrives word for word, whatever their kind and size', async () => {
    const large = Buffer.alloc(100_000, 'ä\0\r\n');
    const words = ['', 'äöü €', 4711, Buffer.from([0, 255, 13, 10]), large, Buffer.alloc(0), large, 'end'];
    await send(redis, [['rpush', 'words'], words.slice(0, 5), [], words.slice(5)]);
    const stored = await redis.lrangeBuffer('words', 0, -1);
    expect(stored).toEqual(words.map((word) => (Buffer.isBuffer(word) ? word : Buffer.from(String(word)))));
  });

  it('takes a word in pieces as one', async () => {
    const pieces = [Buffer.alloc(20_000, 'a'), Buffer.alloc(0), Buffer.alloc(20_000, 'b')];
    await send(redis, [['set', 'large', pieces, 'px', 60_000]]);
    await send(redis, [['set', 'small', [Buffer.from('a'), Buffer.from('b')]]]);
    expect(await redis.getBuffer('large')).toEqual(Buffer.concat(pieces));
    expect(await redis.get('small')).toBe('ab');
  });

  it('has its turn among other commands, in the order in which they were sent', async () => {
    const replies = await Promise.all([
      redis.set('place', '1'),
      send(redis, [['incr', 'place']]),
      redis.pipeline().incr('place').incr('place').exec(),
      send(redis, [['append', 'place', Buffer.alloc(50_000, '0')]]),
      redis.strlen('place'),
    ]);
    expect(replies).toEqual([
      'OK',
      2,
      [
        [null, 3],
        [null, 4],
      ],
      50_001,
      50_001,
    ]);
  });

  it('has the replies of other commands', async () => {
    const lua = "return {1, 'ä', {false, {}, redis.call('PING')}, redis.call('GET', 'nothing'), ARGV[1]}";
    expect(await evaluate(lua, 'word')).toEqual(await redis.eval(lua, 0, 'word'));
    expect(await evaluate('return false')).toBeNull();
  });

  it('fails with the words of Redis, without what was sent', async () => {
    const failure = await failureOf(evaluate("return redis.error_reply('OOM no memory')", 'secret'));
    expect(failure.outcome).toBe('none');
    expect(failure.cause).toMatchObject({ name: 'ReplyError', command: { name: 'eval', args: [] } });
    expect(await evaluate('return 1')).toBe(1);
  });

  it('fails without an answer when its connection is lost, and is not sent again', async () => {
    const blocked = failureOf(send(redis, [['blpop', 'nothing', 0]]));
    const counted = failureOf(send(redis, [['incr', 'counter']]));
    await server.client().call('CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes');
    expect([(await blocked).outcome, (await counted).outcome]).toEqual(['unknown', 'unknown']);
    await eventually(() => redis.status === 'ready');
    expect(await send(redis, [['get', 'counter']])).toBeNull();
  });

  it('fails when Redis says nothing for as long as we wait', async () => {
    expect((await failureOf(send(redis, [['blpop', 'nothing', 0]]))).outcome).toBe('unknown');
  });

  it('fails at once, and has done nothing, while there is no connection', async () => {
    redis.disconnect();
    expect((await failureOf(send(redis, [['ping']]))).outcome).toBe('none');
  });
});
