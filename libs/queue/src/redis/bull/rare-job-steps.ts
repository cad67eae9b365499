/** The steps of `jobSteps` that an ordinary message does not need, see `rareSteps`; with what others like them use. */
export const rareJobSteps = `
-- A job that waits goes; false when somebody has it, or has died of it. Its place is sought where the oldest wait.
local function withdraw(queue, job)
  if call('EXISTS', queue .. job .. ':lock') == 1 then return false end
  local waited = call('LREM', queue .. 'wait', -1, job) + call('ZREM', queue .. 'delayed', job)
    + call('ZREM', queue .. 'prioritized', job) + call('ZREM', queue .. 'suspended', job)
  if waited == 0 and call('EXISTS', queue .. job) == 1 then return false end
  call('DEL', queue .. job)
  return true
end

-- A job that waits for its turn. Words about the next hop follow.
local function put(name, job, data, timestamp, words)
  local queue = prefix .. name .. ':'
  if call('EXISTS', queue .. job) == 0 then
    write(queue .. job, data, timestamp)
    place(queue, job, '')
  end
  enter(name, words)
end

-- The lock has run out, and nobody has taken the job out of the hands of who had it.
local function isUntaken(queue, job, stalls)
  if (call('HGET', queue .. job, 'stc') or '0') ~= stalls then return false end
  return call('LPOS', queue .. 'active', job) and true or false
end

-- Not by SET, which is refused when memory is full: a job that is under way then would be taken for one of a dead hub.
steps.extend = function()
  local name, job, token, stalls = word(), word(), word(), word()
  local queue = prefix .. name .. ':'
  local holder = call('GET', queue .. job .. ':lock')
  if holder ~= token then
    if holder or not isUntaken(queue, job, stalls) then return 0 end
    lock(queue, job, token)
  end
  call('SREM', queue .. 'stalled', job)
  return call('PEXPIRE', queue .. job .. ':lock', lockMs)
end

steps.giveBack = function()
  local name, job, token = word(), word(), word()
  local queue = prefix .. name .. ':'
  if not take(queue, job, token) then return -1 end
  call('DEL', queue .. job .. ':lock')
  call('RPUSH', queue .. 'wait', job)
  call('ZADD', prefix .. 'nexthops', 'XX', now, name)
  return 0
end

-- A limit of ours: nobody gets a job for so long. The rate limit is the timer, as in Retry, but with no job at a time (0)
-- instead of one, which goes with the first claim after it; a queue in Retry stays there.
steps.hold = function()
  local name, waitMs, cause, reason = word(), tonumber(word()), word(), word()
  local queue, nextHop = prefix .. name .. ':', prefix .. 'nexthop:' .. name
  local known = call('HMGET', nextHop, 'retryCount', 'retryInterval', 'waitUntil')
  local rest = call('PTTL', queue .. 'limiter')
  -- What keeps it longer is the reason.
  if rest >= waitMs and (tonumber(known[3]) or 0) > tonumber(now) then return 0 end
  waitMs = math.max(waitMs, rest)
  local interval = waitMs
  if known[1] then interval = math.max(waitMs, tonumber(known[2]) or 0)
  else call('HSET', queue .. 'meta', 'max', 0, 'duration', waitMs) end
  call('SET', queue .. 'limiter', 1, 'PX', waitMs)
  call('HSET', nextHop, 'waitCause', cause, 'waitReason', reason, 'waitUntil', now + waitMs, 'retryInterval', interval)
  -- Whoever looks for stalled jobs comes sooner.
  if call('LLEN', queue .. 'active') == 0 then
    call('ZADD', prefix .. 'nexthops', 'XX', now + math.min(waitMs, 60000), name)
  end
  return 0
end
`;
