import type { Redis } from 'ioredis';

/** Of whichever server. */
const keys = '{mailyard:*}:*';
const waiting = ['wait', 'paused', 'delayed', 'prioritized', 'waiting-children'];

/**
 * ARGV: pattern of the keys, states. Returns name and number of jobs, alternating.
 * One script, because a job that moves to the next queue between two looks would be counted nowhere.
 */
const countScript = `
local found = {}
for _, key in ipairs(redis.call('KEYS', ARGV[1])) do
  for state = 2, #ARGV do
    local ending = ':' .. ARGV[state]
    if string.sub(key, -#ending) == ending then
      local kind = redis.call('TYPE', key).ok
      local length = 0
      if kind == 'list' then length = redis.call('LLEN', key) end
      if kind == 'zset' then length = redis.call('ZCARD', key) end
      table.insert(found, string.sub(string.match(key, '}:(.*)'), 1, -#ending - 1))
      table.insert(found, length)
    end
  end
end
return found`;

/** Jobs by queue, counted in Redis itself: whatever has not ended is still somebody's responsibility. */
export async function queueDepths(redis: Redis): Promise<ReadonlyMap<string, number>> {
  const found = (await redis.eval(countScript, 0, keys, 'active', ...waiting)) as (string | number)[];
  const depths = new Map<string, number>();
  for (let index = 0; index < found.length; index += 2) {
    const [queue, length] = [String(found[index]), Number(found[index + 1])];
    if (length > 0) depths.set(queue, (depths.get(queue) ?? 0) + length);
  }
  return depths;
}

export async function queuedCount(redis: Redis): Promise<number> {
  return [...(await queueDepths(redis)).values()].reduce((sum, depth) => sum + depth, 0);
}
