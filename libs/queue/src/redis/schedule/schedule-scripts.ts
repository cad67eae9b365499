import { luaScript } from '../transaction/lua-script.js';

/**
 * Queues that somebody should look at now: those whose time has come, those whose time is further away than any that
 * `look` gives (the clock was set back), and those that got work which nobody told of. BullMQ leaves a marker wherever a
 * job becomes available, also when a dashboard promotes jobs or resumes a queue; `look` takes it away.
 *
 * KEYS[1] sorted set of queues
 * ARGV[1] now, ARGV[2] how far ahead a time may be, ARGV[3] prefix of every queue's keys
 */
const due = `
local now = tonumber(ARGV[1])
local farthest = now + tonumber(ARGV[2])
local queues = redis.call('ZRANGE', KEYS[1], 0, -1, 'WITHSCORES')
local result = {}
for at = 1, #queues, 2 do
  local time = tonumber(queues[at + 1])
  if time <= now or time > farthest or redis.call('ZSCORE', ARGV[3] .. queues[at] .. ':marker', '0') then
    result[#result + 1] = queues[at]
  end
end
return result
`;

/**
 * Decides when a queue should be looked at again, and removes a queue that has been empty for long. No wait that it
 * finds lasts longer than the interval that it was given: when the clock was set back, the rest is cut to that interval.
 *
 * KEYS[1] sorted set of queues, KEYS[2] hash of this queue's next hop, KEYS[3] wait, KEYS[4] active,
 * KEYS[5] prioritized, KEYS[6] delayed, KEYS[7] meta, KEYS[8] limiter, KEYS[9] marker, KEYS[10…] what else BullMQ keeps
 * ARGV[1] queue, ARGV[2] now, ARGV[3] time after which an empty queue goes (0 = never), ARGV[4] time after which
 * active jobs are checked for stalled ones, ARGV[5] '1' when mail has just passed, ARGV[6] the longest time until
 * somebody looks again, ARGV[7] the longest delay of a job, ARGV[8] prefix of the queue's jobs, ARGV[9] '1' when
 * somebody takes its jobs
 *
 * Returns when to look again in milliseconds since the epoch, 0 = at once, -1 = the queue is gone.
 */
const look = `
local now = tonumber(ARGV[2])
local longest = tonumber(ARGV[7])
-- BullMQ's scores: milliseconds and a serial number of twelve bits.
local late = redis.call('ZRANGEBYSCORE', KEYS[6], (now + longest + 1000) * 4096, '+inf', 'LIMIT', 0, 1000)
for _, job in ipairs(late) do
  local delay = tonumber(redis.call('HGET', ARGV[8] .. job, 'delay')) or longest
  redis.call('ZADD', KEYS[6], (now + math.min(delay, longest)) * 4096, job)
end
local interval = tonumber(redis.call('HGET', KEYS[2], 'retryInterval')) or 0
local retry = redis.call('PTTL', KEYS[8])
if interval > 0 and retry > interval then
  redis.call('PEXPIRE', KEYS[8], interval)
  retry = interval
end
local ready = redis.call('LLEN', KEYS[3]) + redis.call('ZCARD', KEYS[5])
local active = redis.call('LLEN', KEYS[4])
local delayed = redis.call('ZRANGE', KEYS[6], 0, 0, 'WITHSCORES')
local paused = redis.call('HEXISTS', KEYS[7], 'paused') == 1
local due = now + tonumber(ARGV[6])
if ready + active == 0 and #delayed == 0 then
  if ARGV[5] == '1' then redis.call('HSET', KEYS[2], 'idleSince', now) end
  local idleSince = tonumber(redis.call('HGET', KEYS[2], 'idleSince')) or now
  redis.call('HSET', KEYS[2], 'idleSince', math.min(idleSince, now))
  local idleMs = tonumber(ARGV[3])
  if idleMs > 0 then
    local gone = idleSince + idleMs
    if gone <= now and not paused then
      redis.call('ZREM', KEYS[1], ARGV[1])
      redis.call('DEL', unpack(KEYS, 2))
      return -1
    end
    due = math.min(due, math.max(gone, now + 1000))
  end
else
  redis.call('HDEL', KEYS[2], 'idleSince')
  local soonest = due
  if #delayed > 0 then soonest = math.min(soonest, math.floor(tonumber(delayed[2]) / 4096)) end
  if ready > 0 and ARGV[9] == '1' then soonest = 0 end
  if retry > 0 then soonest = math.max(soonest, now + retry) end
  if paused then soonest = math.max(soonest, now + 1000) end
  due = math.min(due, soonest)
  if active > 0 then due = math.min(due, now + tonumber(ARGV[4])) end
end
if due > 0 then redis.call('ZREM', KEYS[9], '0') end
redis.call('ZADD', KEYS[1], due, ARGV[1])
return due
`;

/**
 * Puts a queue into Retry after its next hop could not be reached. BullMQ's rate limit is the timer: nobody gets a job
 * while it runs, and afterwards one job for each probe window, until the limit is lifted by a success.
 *
 * KEYS[1] sorted set of queues, KEYS[2] hash of the next hop, KEYS[3] meta, KEYS[4] limiter
 * ARGV[1] queue, ARGV[2] now, ARGV[3] retries before this one, ARGV[4] wait, ARGV[5] probe window, ARGV[6] last error,
 * ARGV[7] the longest time until somebody looks again
 *
 * Returns 1, or 0 when another lane has done it.
 */
const enterRetry = `
if (redis.call('HGET', KEYS[2], 'retryCount') or '0') ~= ARGV[3] then return 0 end
redis.call('HINCRBY', KEYS[2], 'retryCount', 1)
redis.call('HSETNX', KEYS[2], 'firstRetryTime', ARGV[2])
local interval = math.max(tonumber(ARGV[4]), tonumber(ARGV[5]))
redis.call('HSET', KEYS[2], 'lastRetryTime', ARGV[2], 'lastError', ARGV[6], 'retryInterval', interval)
redis.call('HSET', KEYS[3], 'max', 1, 'duration', ARGV[5])
redis.call('SET', KEYS[4], 1, 'PX', ARGV[4])
redis.call('ZADD', KEYS[1], tonumber(ARGV[2]) + math.min(tonumber(ARGV[4]), tonumber(ARGV[7])), ARGV[1])
return 1
`;

/**
 * Retry-Queue: a queue in Retry tries its next hop now, with one message; its delayed messages are due, too, when asked.
 *
 * KEYS[1] sorted set of queues, KEYS[2] limiter, KEYS[3] delayed
 * ARGV[1] queue, ARGV[2] '1' for the delayed messages, too
 *
 * Returns 1, or 0 when there is no such queue.
 */
const retryNow = `
if not redis.call('ZSCORE', KEYS[1], ARGV[1]) then return 0 end
redis.call('DEL', KEYS[2])
if ARGV[2] == '1' and redis.call('EXISTS', KEYS[3]) == 1 then
  redis.call('ZUNIONSTORE', KEYS[3], 1, KEYS[3], 'WEIGHTS', 0)
end
redis.call('ZADD', KEYS[1], 0, ARGV[1])
return 1
`;

/** KEYS[1] a job · its two counts of attempts, see QueueDatabase; 0 when the job is gone */
const noteAttempt = `
if redis.call('EXISTS', KEYS[1]) == 0 then return { 0, 0 } end
return { redis.call('HINCRBY', KEYS[1], 'attemptsBegun', 1), redis.call('HINCRBY', KEYS[1], 'attemptsInAll', 1) }
`;

export const scheduleScripts = {
  noteAttempt: luaScript(noteAttempt),
  due: luaScript(due),
  look: luaScript(look),
  enterRetry: luaScript(enterRetry),
  retryNow: luaScript(retryNow),
} as const;
