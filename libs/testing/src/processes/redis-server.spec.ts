import { existsSync } from 'node:fs';

import { startRedis } from './redis-server.js';

describe('private Redis', () => {
  it('keeps what it acknowledged through SIGKILL, and leaves nothing behind', async () => {
    const redis = await startRedis();
    await redis.client().set('key', 'value');
    expect(await redis.client().config('GET', 'appendfsync')).toEqual(['appendfsync', 'always']);
    await redis.kill();
    await redis.restart();
    expect(await redis.client().get('key')).toBe('value');
    await redis.stop();
    expect(existsSync(redis.dir)).toBe(false);
  });
});
