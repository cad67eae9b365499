import { luaScript } from './lua-script.js';

/**
 * Settles one copy of a message, and whatever that brings about, or nothing if somebody else settled it before.
 *
 * KEYS[1] mail item, KEYS[2] its content, KEYS[3] index of items, KEYS[4] lock of the job that is about this copy,
 * KEYS[5…] every other key that the commands touch
 * ARGV[1] internal id, ARGV[2] field of the item that guards, ARGV[3] its expected value ('' = absent),
 * ARGV[4] by how much the number of open copies changes, ARGV[5] token of the lock ('' = no job of ours),
 * ARGV[6…] commands, each: number of words, word…
 *
 * Returns 0: not carried out, the field has another value or the item is gone; 1: carried out;
 * 2: carried out, no copy is left, item and content are deleted.
 */
const settle = luaScript(`
if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
local value = redis.call('HGET', KEYS[1], ARGV[2]) or ''
if value ~= ARGV[3] then
  -- Somebody else changed the copy, so it still needs the job: without its lock nobody can end it, and it comes back.
  if value ~= '' and ARGV[5] ~= '' and redis.call('GET', KEYS[4]) == ARGV[5] then redis.call('DEL', KEYS[4]) end
  return 0
end
local at = 6
while at <= #ARGV do
  local words = tonumber(ARGV[at])
  redis.call(unpack(ARGV, at + 1, at + words))
  at = at + words + 1
end
if redis.call('HINCRBY', KEYS[1], 'copies', ARGV[4]) > 0 then return 1 end
redis.call('DEL', KEYS[1], KEYS[2])
redis.call('ZREM', KEYS[3], ARGV[1])
return 2
`);

/**
 * Decides when a queue should be looked at again, and removes a queue that has been empty for long.
 *
 * KEYS[1] sorted set of queues, KEYS[2] hash of this queue's next hop, KEYS[3] wait, KEYS[4] active,
 * KEYS[5] prioritized, KEYS[6] delayed, KEYS[7] meta, KEYS[8] limiter, KEYS[9…] what else BullMQ keeps of the queue
 * ARGV[1] queue, ARGV[2] now, ARGV[3] time after which an empty queue goes (0 = never), ARGV[4] time after which
 * active jobs are checked for stalled ones, ARGV[5] '1' when mail has just passed
 *
 * Returns when to look again in milliseconds since the epoch, 0 = at once, -1 = the queue is gone.
 */
const look = `
local now = tonumber(ARGV[2])
local ready = redis.call('LLEN', KEYS[3]) + redis.call('ZCARD', KEYS[5])
local active = redis.call('LLEN', KEYS[4])
local delayed = redis.call('ZRANGE', KEYS[6], 0, 0, 'WITHSCORES')
local paused = redis.call('HEXISTS', KEYS[7], 'paused') == 1
local retry = redis.call('PTTL', KEYS[8])
local due
if ready + active == 0 and #delayed == 0 then
  if ARGV[5] == '1' then redis.call('HSET', KEYS[2], 'idleSince', now) end
  redis.call('HSETNX', KEYS[2], 'idleSince', now)
  local idleMs = tonumber(ARGV[3])
  due = tonumber(redis.call('HGET', KEYS[2], 'idleSince')) + idleMs
  if idleMs == 0 then
    due = now + 3600000
  elseif due <= now and not paused then
    redis.call('ZREM', KEYS[1], ARGV[1])
    redis.call('DEL', unpack(KEYS, 2))
    return -1
  end
  due = math.max(due, now + 1000)
else
  redis.call('HDEL', KEYS[2], 'idleSince')
  due = now + 60000
  if #delayed > 0 then due = math.min(due, math.floor(tonumber(delayed[2]) / 4096)) end
  if ready > 0 then due = 0 end
  if retry > 0 and due < now + retry then due = now + retry end
  if paused and due < now + 1000 then due = now + 1000 end
  if active > 0 then due = math.min(due, now + tonumber(ARGV[4])) end
end
redis.call('ZADD', KEYS[1], due, ARGV[1])
return due
`;

/**
 * Puts a queue into Retry after its next hop could not be reached. BullMQ's rate limit is the timer: nobody gets a job
 * while it runs, and afterwards one job for each probe window, until the limit is lifted by a success.
 *
 * KEYS[1] sorted set of queues, KEYS[2] hash of the next hop, KEYS[3] meta, KEYS[4] limiter
 * ARGV[1] queue, ARGV[2] now, ARGV[3] retries before this one, ARGV[4] wait, ARGV[5] probe window, ARGV[6] last error
 *
 * Returns 1, or 0 when another lane has done it.
 */
const enterRetry = `
if (redis.call('HGET', KEYS[2], 'retryCount') or '0') ~= ARGV[3] then return 0 end
redis.call('HINCRBY', KEYS[2], 'retryCount', 1)
redis.call('HSETNX', KEYS[2], 'firstRetryTime', ARGV[2])
redis.call('HSET', KEYS[2], 'lastRetryTime', ARGV[2], 'lastError', ARGV[6])
redis.call('HSET', KEYS[3], 'max', 1, 'duration', ARGV[5])
redis.call('SET', KEYS[4], 1, 'PX', ARGV[4])
redis.call('ZADD', KEYS[1], tonumber(ARGV[2]) + tonumber(ARGV[4]), ARGV[1])
return 1
`;

export const settlePart = { name: 'settle', script: settle } as const;

/** Those that run on their own. */
export const queueScripts = {
  look: luaScript(look),
  enterRetry: luaScript(enterRetry),
} as const;
