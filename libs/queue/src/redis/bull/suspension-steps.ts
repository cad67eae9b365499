/**
 * Suspend-Message and what is like it, as steps of our transactions: who keeps a job from being taken stands in its hash
 * (`suspended`), as words with commas between them: `administrator`, `remove 812` for an operation that is about to remove
 * it. A claim that meets such a job puts it into the sorted set `suspended` of its queue; until then it is where it was, and
 * one that somebody works on is suspended if it comes back. So none of this costs more with a longer queue, and nothing has
 * to be done again after a hub has died. Each change is noted in the sorted set `suspensions` of the server for a while: for
 * those who follow the queues.
 *
 * suspend: queue, job, who · resume: queue, job, who · retry: queue, job
 * remove: queue, job, who ('' = nobody), '1' = only if its copy is gone
 *
 * Answers: 0: there is no such job, or it is not suspended by that one; 1: carried out; 2: carried out, and somebody works on
 * the job; -1: somebody works on it, or an operation is about to remove it, or its copy still needs it.
 */
export const suspensionSteps = `
local noteMs = 600000

local function noteSuspension(name, job)
  call('ZADD', prefix .. 'suspensions', now, name .. ' ' .. job)
  call('ZREMRANGEBYSCORE', prefix .. 'suspensions', '-inf', now - noteMs)
end

local function without(known, who)
  local left = {}
  for each in known:gmatch('[^,]+') do
    if each ~= who then left[#left + 1] = each end
  end
  return table.concat(left, ',')
end

steps.suspend = function()
  local name, job, who = word(), word(), word()
  local key = prefix .. name .. ':' .. job
  if call('EXISTS', key) == 0 then return 0 end
  if who:sub(1, 7) == 'remove ' and isToBeRemoved(key, who) then return -1 end
  local others = without(call('HGET', key, 'suspended') or '', who)
  call('HSET', key, 'suspended', others == '' and who or others .. ',' .. who)
  noteSuspension(name, job)
  return call('EXISTS', key .. ':lock') + 1
end

steps.resume = function()
  local name, job, who = word(), word(), word()
  local queue = prefix .. name .. ':'
  local known = call('HGET', queue .. job, 'suspended')
  local others = known and without(known, who)
  if not known or others == known then return 0 end
  noteSuspension(name, job)
  if others ~= '' then
    call('HSET', queue .. job, 'suspended', others)
    return 1
  end
  call('HDEL', queue .. job, 'suspended')
  if call('ZREM', queue .. 'suspended', job) == 1 then
    call('RPUSH', queue .. 'wait', job)
    call('ZADD', prefix .. 'nexthops', 'XX', now, name)
  end
  return 1
end

-- One that nobody works on any more but that is in the active list still goes, too: its hub has died.
steps.remove = function()
  local name, job, who, withCopy = word(), word(), word(), word()
  local queue = prefix .. name .. ':'
  if call('EXISTS', queue .. job .. ':lock') == 1 or isToBeRemoved(queue .. job, who) then return -1 end
  if withCopy == '1' and copyOf(job)[1] then return -1 end
  if not withdraw(queue, job) then
    call('LREM', queue .. 'active', -1, job)
    call('DEL', queue .. job)
  end
  return 1
end

-- Its own next attempt is due.
steps.retry = function()
  local name, job = word(), word()
  local queue = prefix .. name .. ':'
  if call('ZREM', queue .. 'delayed', job) == 0 then return 0 end
  call('HSET', queue .. job, 'delay', 0)
  call('RPUSH', queue .. 'wait', job)
  call('ZADD', prefix .. 'nexthops', 'XX', now, name)
  return 1
end
`;

/** Asked also by whoever settles a copy. */
export const removalCheck = `
-- Whether another operation than this one is about to remove the job.
local function isToBeRemoved(key, who)
  for each in (call('HGET', key, 'suspended') or ''):gmatch('remove [^,]+') do
    if each ~= who then return true end
  end
  return false
end
`;
