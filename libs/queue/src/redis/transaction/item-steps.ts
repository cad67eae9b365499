/**
 * Messages and their copies, as steps of our transactions.
 *
 * accept: internal id, time of receipt, number of words, field, value, …: a new item
 * settle: internal id, field of the item that guards, its expected value ('' = absent), by how much the number of open
 *   copies changes, lock of the job that is about this copy ('' = none), its token ('-' = nobody may hold it, nor be about
 *   to remove it but who is named behind it), number of the words that follow, number of words, fields that go, number of words, field, value, … that come, new items as for
 *   accept
 * move: internal id, number of a copy, its expected record, its next one, queue where its job is, queue where that goes,
 *   number of words about the next hop (0 or 3), delivery type, domain, connector: the copy with its job, in one step, so
 *   that neither is ever without the other
 *
 * once: a key, for how long it stays, in milliseconds: nothing of the transaction is carried out when the key is there
 *
 * A settlement answers with -1: not carried out, somebody else holds the job, or has just changed the copy; 0: not carried out, the
 * field has another value or the item is gone; 1: carried out; 2: carried out, no copy is left, item and content are deleted. A
 * move answers with -1, 0 or 1; -2: not carried out, somebody has suspended the message.
 */
export const itemSteps = `
-- Lua can spread a few thousand words at most.
local wordsMax = 1000

local function spread(command, key)
  local count = tonumber(word())
  local last = at + count
  while at < last do
    local to = math.min(at + wordsMax, last)
    call(command, key, unpack(ARGV, at + 1, to))
    at = to
  end
end

local function skip()
  local count = tonumber(word())
  at = at + count
end

steps.accept = function()
  local id = word()
  call('ZADD', prefix .. 'items', word(), id)
  spread('HSET', prefix .. 'item:' .. id)
  if beside ~= '' then call('PERSIST', beside) end
end

-- The answer when the change is not made.
local function hindrance(found, expected, lock, token)
  if not (found[1] or found[2]) then return 0 end
  local holder = lock ~= '' and holderOf(lock)
  if token:byte() == 45 then
    if holder or isToBeRemoved(lock:sub(1, -6), token:sub(2)) then return -1 end
  elseif holder and holder ~= token then
    -- Our lock had run out: what becomes of the copy is up to who has it now.
    return -1
  end
  if (found[1] or '') == expected then return nil end
  -- Whoever had the job has just ended an attempt, and the copy waits for the next one.
  if found[1] and token:byte() == 45 and call('EXISTS', lock:sub(1, -6)) == 1 then return -1 end
  -- Somebody else changed the copy, so it still needs the job: without its lock nobody can end it, and it comes back.
  if found[1] and holder and holder == token then
    call('DEL', lock)
    knownLock = nil
  end
  return 0
end

steps.settle = function()
  local id, field, expected, change, lock, token = word(), word(), word(), word(), word(), word()
  local count = tonumber(word())
  local last, item = at + count, prefix .. 'item:' .. id
  local found = call('HMGET', item, field, 'copies')
  local answer = hindrance(found, expected, lock, token)
  if answer then
    at = last
    return answer
  end
  local left = (found[2] or 0) + change
  if left > 0 then
    spread('HDEL', item)
    spread('HSET', item)
    call('HINCRBY', item, 'copies', change)
  else
    skip()
    skip()
  end
  while at < last do steps.accept() end
  if left > 0 then return 1 end
  -- The content is a field of the item or has a key of its own.
  call('DEL', item, prefix .. 'content:' .. id)
  call('ZREM', prefix .. 'items', id)
  return 2
end
`;

/** The steps that an ordinary message does not need, see `rareSteps`. */
export const rareItemSteps = `
local function obstacle(item, field, expected, key)
  local found = call('HGET', item, field)
  if found ~= expected then return found and call('EXISTS', key) == 1 and -1 or 0 end
  if call('EXISTS', key .. ':lock') == 1 then return -1 end
  return call('HEXISTS', key, 'suspended') == 1 and -2 or nil
end

steps.once = function()
  local key, ttl = word(), word()
  local known = call('GET', key)
  if not known then return end
  -- A write: what has to be on replicas is waited for, and they get this one behind what it tells of.
  call('PEXPIRE', key, ttl)
  error('=' .. known, 0)
end

steps.move = function()
  local id, number, expected, record, from, to = word(), word(), word(), word(), word(), word()
  local words = tonumber(word())
  local item, field, job, queue = prefix .. 'item:' .. id, 'copy:' .. number, id .. '-' .. number, prefix .. from .. ':'
  local answer = obstacle(item, field, expected, queue .. job)
  if not answer and not withdraw(queue, job) then answer = -1 end
  if answer then
    at = at + words
    return answer
  end
  call('HSET', item, field, record)
  put(to, job, record, call('ZSCORE', prefix .. 'items', id) or now, words)
  return 1
end
`;
