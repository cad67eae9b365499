import { luaScript } from '../transaction/lua-script.js';

/** What BullMQ keeps of a queue, as words of Lua. */
const queueKeyTypes =
  'wait active prioritized delayed meta limiter marker paused id events stalled stalled-check completed failed pc flows'
    .split(' ')
    .map((type) => `'${type}'`)
    .join(', ');

/**
 * Queues that somebody should look at now: those whose time has come, those whose time is further away than any that
 * `look` gives (the clock was set back), and those that got work which nobody told of. BullMQ leaves a marker wherever a
 * job becomes available, also when a dashboard promotes jobs or resumes a queue; `look` takes it away. Markers are
 * looked for among so many queues at a time. A queue with work is given out, and not again for a while.
 *
 * KEYS[1] sorted set of queues
 * ARGV[1] now, ARGV[2] how far ahead a time may be, ARGV[3] prefix of every queue's keys, ARGV[4] how many queues at
 * most, ARGV[5] for how long a queue with work is not given out again (five times that when very many are due), ARGV[6] and ARGV[7] at which queue the look for
 * markers begins, and at how many it looks
 *
 * Returns where the next look for markers begins, 1 when more queues are due, and of each queue its name and whether a
 * job can be had (1), jobs are being worked on (2), both (3) or neither (0).
 */
const due = `
local now, limit = tonumber(ARGV[1]), tonumber(ARGV[4])
local found, seen = {}, {}
local late = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', now, 'LIMIT', 0, limit)
local again = now + tonumber(ARGV[5]) * (#late == limit and 5 or 1)
local function canBeHad(key)
  if redis.call('LLEN', key .. 'wait') == 0 and redis.call('ZCARD', key .. 'prioritized') == 0 then
    local soonest = redis.call('ZRANGE', key .. 'delayed', 0, 0, 'WITHSCORES')
    if #soonest == 0 or tonumber(soonest[2]) >= (now + 1) * 4096 then return false end
  end
  return redis.call('HEXISTS', key .. 'meta', 'paused') == 0 and redis.call('PTTL', key .. 'limiter') <= 0
end
local function give(queues)
  for _, queue in ipairs(queues) do
    if not seen[queue] then
      seen[queue] = true
      local key = ARGV[3] .. queue .. ':'
      local state = redis.call('LLEN', key .. 'active') > 0 and 2 or 0
      if canBeHad(key) then
        state = state + 1
        redis.call('ZADD', KEYS[1], 'XX', again, queue)
      end
      found[#found + 1] = queue
      found[#found + 1] = state
    end
  end
end
local far = redis.call('ZRANGEBYSCORE', KEYS[1], '(' .. now + tonumber(ARGV[2]), '+inf', 'LIMIT', 0, limit)
local from, count = tonumber(ARGV[6]), tonumber(ARGV[7])
local marked, next = {}, 0
if count > 0 then
  local some = redis.call('ZRANGE', KEYS[1], from, from + count - 1)
  for _, queue in ipairs(some) do
    if redis.call('ZSCORE', ARGV[3] .. queue .. ':marker', '0') then marked[#marked + 1] = queue end
  end
  if #some == count then next = from + count end
end
give(late)
give(far)
give(marked)
return { next, (#late == limit or #far == limit) and 1 or 0, unpack(found) }
`;

/**
 * Decides when queues should be looked at again, and removes those that have been empty for long. No wait that it finds
 * lasts longer than the interval that it was given: when the clock was set back, the rest is cut to that interval.
 *
 * KEYS[1] sorted set of queues
 * ARGV[1] now, ARGV[2] time after which active jobs are checked for stalled ones, ARGV[3] the longest time until
 * somebody looks again, ARGV[4] the longest delay of a job, ARGV[5] prefix of every key,
 * ARGV[6…] of each queue: name, time after which it goes when it is empty (0 = never), '1' when mail has just passed,
 * '1' when somebody takes its jobs
 *
 * Returns of each queue when to look again in milliseconds since the epoch, 0 = at once, -1 = the queue is gone.
 */
const look = `
local now, longest = tonumber(ARGV[1]), tonumber(ARGV[4])
local function lookAt(queue, idleMs, worked, served)
  local key = ARGV[5] .. queue .. ':'
  local nextHop = ARGV[5] .. 'nexthop:' .. queue
  -- BullMQ's scores: milliseconds and a serial number of twelve bits.
  local late = redis.call('ZRANGEBYSCORE', key .. 'delayed', (now + longest + 1000) * 4096, '+inf', 'LIMIT', 0, 1000)
  for _, job in ipairs(late) do
    local delay = tonumber(redis.call('HGET', key .. job, 'delay')) or longest
    redis.call('ZADD', key .. 'delayed', (now + math.min(delay, longest)) * 4096, job)
  end
  local interval = tonumber(redis.call('HGET', nextHop, 'retryInterval')) or 0
  local retry = redis.call('PTTL', key .. 'limiter')
  if interval > 0 and retry > interval then
    redis.call('PEXPIRE', key .. 'limiter', interval)
    retry = interval
  end
  local ready = redis.call('LLEN', key .. 'wait') + redis.call('ZCARD', key .. 'prioritized')
  local active = redis.call('LLEN', key .. 'active')
  local delayed = redis.call('ZRANGE', key .. 'delayed', 0, 0, 'WITHSCORES')
  local paused = redis.call('HEXISTS', key .. 'meta', 'paused') == 1
  local due = now + tonumber(ARGV[3])
  local suspended = redis.call('EXISTS', key .. 'suspended') == 1
  if ready + active == 0 and #delayed == 0 and not suspended then
    if worked == '1' then redis.call('HSET', nextHop, 'idleSince', now) end
    local idleSince = tonumber(redis.call('HGET', nextHop, 'idleSince')) or now
    redis.call('HSET', nextHop, 'idleSince', math.min(idleSince, now))
    if idleMs > 0 then
      local gone = idleSince + idleMs
      if gone <= now and not paused then
        redis.call('ZREM', KEYS[1], queue)
        redis.call('DEL', nextHop)
        for _, type in ipairs({ ${queueKeyTypes} }) do redis.call('DEL', key .. type) end
        return -1
      end
      due = math.min(due, math.max(gone, now + 1000))
    end
  else
    redis.call('HDEL', nextHop, 'idleSince')
    local soonest = due
    if #delayed > 0 then soonest = math.min(soonest, math.floor(tonumber(delayed[2]) / 4096)) end
    if ready > 0 and served == '1' then soonest = 0 end
    if retry > 0 then soonest = math.max(soonest, now + retry) end
    if paused then soonest = math.max(soonest, now + 1000) end
    due = math.min(due, soonest)
    if active > 0 then due = math.min(due, now + tonumber(ARGV[2])) end
  end
  if due > 0 then redis.call('ZREM', key .. 'marker', '0') end
  redis.call('ZADD', KEYS[1], due, queue)
  return due
end
local result = {}
for at = 6, #ARGV, 4 do
  result[#result + 1] = lookAt(ARGV[at], tonumber(ARGV[at + 1]), ARGV[at + 2], ARGV[at + 3])
end
return result
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

/**
 * Queues that wait for a limit of ours need not wait any more; who is in Retry stays there.
 *
 * KEYS[1] sorted set of queues · ARGV[1] prefix of every key, ARGV[2…] queues
 */
const endWaits = `
for at = 2, #ARGV do
  local queue, nextHop = ARGV[1] .. ARGV[at] .. ':', ARGV[1] .. 'nexthop:' .. ARGV[at]
  if redis.call('HDEL', nextHop, 'waitCause', 'waitReason', 'waitUntil') > 0
    and redis.call('HGET', queue .. 'meta', 'max') == '0' then
    redis.call('DEL', queue .. 'limiter')
    redis.call('ZADD', KEYS[1], 'XX', 0, ARGV[at])
  end
end
`;

/**
 * Queues in Retry since before a moment, among so many queues; from now on they count as in Retry since now, so that each is
 * given out once in a period.
 *
 * KEYS[1] sorted set of queues
 * ARGV[1] now, ARGV[2] that moment, ARGV[3] prefix of every key, ARGV[4] and ARGV[5] at which queue the look begins, and at
 * how many it looks
 *
 * Returns their names.
 */
const longInRetry = `
local found = {}
for _, queue in ipairs(redis.call('ZRANGE', KEYS[1], ARGV[4], ARGV[4] + ARGV[5] - 1)) do
  local nextHop = ARGV[3] .. 'nexthop:' .. queue
  local since = tonumber(redis.call('HGET', nextHop, 'firstRetryTime'))
  if since and since <= tonumber(ARGV[2]) then
    redis.call('HSET', nextHop, 'firstRetryTime', ARGV[1])
    found[#found + 1] = queue
  end
end
return found
`;

/** KEYS[1] a job, KEYS[2] its lock · ARGV[1] our token · its two counts of attempts, see QueueDatabase; nothing when it is not ours */
const noteAttempt = `
if redis.call('GET', KEYS[2]) ~= ARGV[1] then return {} end
return { redis.call('HINCRBY', KEYS[1], 'attemptsBegun', 1), redis.call('HINCRBY', KEYS[1], 'attemptsInAll', 1) }
`;

/** When memory is full, mail in the queues goes on: of a script that has written, here nothing, Redis asks for none. */
const goesOn = `redis.call('DEL', KEYS[1] .. ':probe')`;

export const scheduleScripts = {
  noteAttempt: luaScript(goesOn + noteAttempt),
  due: luaScript(goesOn + due),
  look: luaScript(goesOn + look),
  enterRetry: luaScript(goesOn + enterRetry),
  retryNow: luaScript(goesOn + retryNow),
  longInRetry: luaScript(goesOn + longInRetry),
  endWaits: luaScript(goesOn + endWaits),
} as const;
