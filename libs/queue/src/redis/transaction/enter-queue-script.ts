import { luaScript } from './lua-script.js';

/**
 * A job is in a queue: somebody has to look at the queue now. What the queue stands for is stored with its first job.
 *
 * KEYS[1] sorted set of queues, KEYS[2] hash of the queue's next hop
 * ARGV[1] now, ARGV[2] queue, ARGV[3] delivery type, ARGV[4] domain, ARGV[5] connector
 */
const enterQueue = luaScript(`
if redis.call('HSETNX', KEYS[2], 'deliveryType', ARGV[3]) == 1 then
  redis.call('HSET', KEYS[2], 'domain', ARGV[4], 'connector', ARGV[5])
end
return redis.call('ZADD', KEYS[1], ARGV[1], ARGV[2])
`);

export const enterQueuePart = { name: 'enterQueue', script: enterQueue } as const;
