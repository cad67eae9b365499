import { redisReady } from '@mailyard/service';
import { startRedis } from '@mailyard/testing';

import { DatabaseError } from './database-error.js';
import { queueRedis } from './queue-redis.js';

it('a connection that is lost before the answer is told in our words, once', async () => {
  const server = await startRedis();
  const redis = queueRedis(server.url);
  try {
    await redisReady(redis);
    const answer = redis.blpop('nothing', 0);
    await server.client().call('CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes');
    const error = await answer.catch((lost: unknown) => DatabaseError.from(lost));
    expect(error).toBeInstanceOf(DatabaseError);
    const { message, cause } = error as DatabaseError;
    expect(message).toBe('Redis (outcome unknown): the connection was lost before the answer');
    expect(cause).toBeUndefined();
  } finally {
    redis.disconnect();
    await server.stop();
  }
});
