import { fairOrder } from './order/fair-order.js';
import { priorityConnections } from './order/priority-connections.js';

/**
 * Jobs in BullMQ's keys, as steps of our transactions. They do what mail needs and what BullMQ's dashboards rely on: the
 * lists `wait` and `active`, `prioritized`, `delayed`, `meta` (paused, concurrency, rate limit), `limiter`, a hash and a
 * lock for each job. What nobody reads is not written: BullMQ's stream of events, its counter of ids, its markers (whoever
 * enters a queue says so in the set of queues), `completed`. Who goes first is said in `fairOrder`. That a finished job
 * stays in `stalled` until the next look for stalled ones is harmless: it is in no list any more.
 *
 * enqueue: queue, job, data, timestamp, token of a lane that waits for a job of this queue ('' = none), flow of a message
 *   that comes into being ('' = its item has it), number of words about the next hop (0 or 3), delivery type, domain,
 *   connector
 * claim: queue, token · finish: queue, job, token, '1' to claim the next one under the same token
 * delay: queue, job, token, delay, '1' to claim the next one, faults ('' = as before) · giveBack: queue, job, token
 * extend: queue, job, token, how often its lock had run out before · hold: queue, wait, cause, reason
 *
 * What is suspended says so in its hash, wherever it is; when its turn comes it goes to the sorted set `suspended`, see
 * `suspension-steps.ts`.
 *
 * A claim answers with the job: id, data, timestamp, stalls, faults, how often the next hop could not be reached, and of
 * the copy that it is about, unless it was handed over, the record and the first part of its list, and how often it was
 * claimed before, if it was; or with the
 * milliseconds for which the queue is in Retry; 0 = nothing to do; -1 = the lease was lost; -2 = only suspended ones were
 * met so far.
 */
export const jobSteps = `
local scoresInMs = 4096
${fairOrder}
${priorityConnections}
local entered, given = {}, {}

local function enter(name, words)
  if entered[name] then
    at = at + words
    return
  end
  local nextHop = prefix .. 'nexthop:' .. name
  local known = call('HMGET', nextHop, 'deliveryType', 'retryCount', 'rowId')
  if words > 0 then
    local deliveryType, domain, connector = word(), word(), word()
    if not known[1] then
      call('HSET', nextHop, 'deliveryType', deliveryType, 'domain', domain, 'connector', connector)
    end
    if not known[3] then call('HSET', nextHop, 'rowId', call('INCR', prefix .. 'queue-id')) end
  end
  call('ZADD', prefix .. 'nexthops', now, name)
  entered[name] = known[2] or '0'
end

local function isFree(queue)
  if call('EXISTS', queue .. 'wait', queue .. 'prioritized') > 0 then return false end
  local meta = call('HMGET', queue .. 'meta', 'paused', 'concurrency', 'max')
  return not (meta[1] or meta[2] or meta[3])
end

-- Who holds the job. What a settlement has just read the end of its job need not read once more.
local knownLock, knownHolder
local function holderOf(lock)
  if lock ~= knownLock then knownLock, knownHolder = lock, call('GET', lock) end
  return knownHolder
end

local function lock(queue, job, token)
  knownLock = nil
  call('SET', queue .. job .. ':lock', token, 'PX', lockMs)
end

-- A lane that waits gets the job at once, if nothing comes before it. An active list that is none is the claim's fault.
local function hand(name, queue, job, token, flow)
  if token == '' or not isFree(queue) or isFull(name, queue, job, flow) then return false end
  if type(redis.pcall('LPUSH', queue .. 'active', job)) == 'table' then return false end
  lock(queue, job, token)
  return true
end

local function write(key, data, timestamp, ...)
  call('HSET', key, 'name', 'message', 'data', data, 'opts', '{}', 'timestamp', timestamp, 'delay', 0, 'priority', 0, ...)
  -- Most are received and queued within the same moment.
  if now - timestamp >= 1000 then call('HSET', key, 'queuedAt', now) end
end

steps.enqueue = function()
  local name, job, data, timestamp, token, flow = word(), word(), word(), word(), word(), word()
  local words = tonumber(word())
  local queue = prefix .. name .. ':'
  local key = queue .. job
  if call('EXISTS', key) == 0 then
    if hand(name, queue, job, token, flow) then
      write(key, data, timestamp, 'processedOn', now, 'ats', 1)
      given[token] = { job, data, timestamp, '0', '0' }
    else
      write(key, data, timestamp)
      place(queue, job, flow)
    end
  end
  enter(name, words)
  if given[token] then given[token][6] = entered[name] end
end

-- Once a run, of which all steps have the same time.
local awake = {}
local function wakeDelayed(queue)
  if awake[queue] then return end
  awake[queue] = true
  local due = call('ZRANGEBYSCORE', queue .. 'delayed', 0, (now + 1) * scoresInMs - 1, 'LIMIT', 0, 250)
  if #due == 0 then return end
  call('ZREM', queue .. 'delayed', unpack(due))
  for _, job in ipairs(due) do
    place(queue, job, '')
    call('HSET', queue .. job, 'delay', 0)
  end
end

local function restOfLimit(limiter, max)
  if not max or max > tonumber(call('GET', limiter) or 0) then return 0 end
  local rest = call('PTTL', limiter)
  if rest == 0 then call('DEL', limiter) end
  return math.max(rest, 0)
end

-- The copy that the job is about, so that the lane need not ask for it; what is stored there may be anything.
local function copyOf(job)
  local id, number = job:match('^([^-]*)-(.*)$')
  if not id then return {} end
  local copy = redis.pcall('HMGET', prefix .. 'item:' .. id, 'copy:' .. number, 'recipients:' .. number .. ':0')
  return copy.err and {} or copy
end

-- So many suspended jobs one claim puts aside; it tells that there may be more, and who asks again goes on.
local suspendedAtOnce = 500

-- The next job that is not suspended, now in active, and what its hash tells; -2: there may be one.
local function nextOf(queue, full, several, priorities)
  for _ = 1, suspendedAtOnce do
    local job = full and takeOfOthers(queue, full) or not full and takeFirst(queue, several, priorities)
    if not job then return 0 end
    local found = call('HMGET', queue .. job, 'data', 'timestamp', 'stc', 'faults', 'ats', 'suspended')
    if not found[6] then return job, found end
    call('LREM', queue .. 'active', 1, job)
    call('ZADD', queue .. 'suspended', now, job)
  end
  return -2
end

local function claim(name, token)
  local queue = prefix .. name .. ':'
  local places = call('EXISTS', queue .. 'wait', queue .. 'delayed', queue .. 'prioritized')
  if places == 0 then return 0 end
  local meta = call('HMGET', queue .. 'meta', 'paused', 'concurrency', 'max', 'duration', 'priorities')
  if meta[1] or meta[2] and call('LLEN', queue .. 'active') >= tonumber(meta[2]) then return 0 end
  local limiter, max = queue .. 'limiter', tonumber(meta[3])
  local rest = restOfLimit(limiter, max)
  if rest > 0 then return rest end
  if max == 0 then
    call('HDEL', queue .. 'meta', 'max', 'duration')
    max = nil
  end
  wakeDelayed(queue)
  local job, found = nextOf(queue, fullPriorities(name, queue), places > 1, meta[5])
  if not found then return job end
  if max and call('INCR', limiter) == 1 then call('PEXPIRE', limiter, meta[4]) end
  lock(queue, job, token)
  call('HSET', queue .. job, 'processedOn', now, 'ats', (found[5] or 0) + 1)
  local retryCount, copy = call('HGET', prefix .. 'nexthop:' .. name, 'retryCount'), copyOf(job)
  local told = { job, found[1] or '', found[2] or '0', found[3] or '0', found[4] or '0', retryCount or '0',
    copy[1] or '', copy[2] or '' }
  -- Most are claimed once.
  if found[5] then told[9] = found[5] end
  return told
end

steps.claim = function()
  local name, token = word(), word()
  return given[token] or claim(name, token)
end

-- Whether whoever has the token holds the job, which is then in no list any more.
local function take(queue, job, token)
  local isOurs = holderOf(queue .. job .. ':lock') == token
  knownLock = nil
  if not isOurs then return false end
  if call('LREM', queue .. 'active', -1, job) > 0 then return true end
  call('DEL', queue .. job .. ':lock')
  return false
end

steps.finish = function()
  local name, job, token, claimNext = word(), word(), word(), word()
  local queue = prefix .. name .. ':'
  if not take(queue, job, token) then return -1 end
  call('DEL', queue .. job, queue .. job .. ':lock')
  return claimNext == '1' and claim(name, token) or 0
end

steps.delay = function()
  local name, job, token, delay, claimNext, faults = word(), word(), word(), word(), word(), word()
  local queue = prefix .. name .. ':'
  if not take(queue, job, token) then return -1 end
  call('DEL', queue .. job .. ':lock')
  call('HSET', queue .. job, 'delay', delay)
  call('HINCRBY', queue .. job, 'atm', 1)
  if faults ~= '' then call('HSET', queue .. job, 'faults', faults) end
  call('ZADD', queue .. 'delayed', (now + delay) * scoresInMs, job)
  call('ZADD', prefix .. 'nexthops', 'XX', 'LT', now + delay, name)
  return claimNext == '1' and claim(name, token) or 0
end
`;
