/** How many wait in the order in which they came before senders take turns: more than a hub has waiting that keeps pace. */
const inOrderOfArrival = 64;

/** Where the scores of low priority begin; those of high priority are below zero. */
export const lowFromScore = 2 ** 50;

/**
 * Who goes first among the jobs of a queue, as functions of Lua. Those that go back to their place, or that come while few
 * wait, are in `wait`, in the order in which they came. While more wait than that, senders take turns, which is start-time
 * fair queuing: a job that comes has as its score in BullMQ's `prioritized` that of the first one there, or one more than
 * the last one of its own sender. So nobody waits for more than a message of each other sender, and the order of one
 * sender's messages stays. `flows` has that last score of each sender whose turn is to come.
 *
 * A flow is a letter for the priority (`H`, `N`, `L`) and the sender, see `flowOf`; the item has it. Each priority has a
 * range of scores: High goes before Normal, and Normal before Low, but of four messages one is of a lower priority, if one
 * waits, and of sixteen one is a Low one.
 *
 * What a dashboard gives a priority, or removes, harms nothing: it goes by its score, and a sender whose messages are gone
 * comes after those that wait at most.
 */
export const fairOrder = `
local waitMax, rangeOf, lowFrom = ${inOrderOfArrival}, ${lowFromScore}, ${lowFromScore}
local rangesFrom = { H = -rangeOf, N = 0, L = lowFrom }

local function flowOfItem(job)
  local id = job:match('^([^-]*)-')
  local flow = id and redis.pcall('HGET', prefix .. 'item:' .. id, 'flow')
  return type(flow) == 'string' and flow or 'N'
end

local function scoreAt(key, command, from, to)
  return tonumber(call(command, key, from, to, 'WITHSCORES', 'LIMIT', 0, 1)[2])
end

-- Its turn comes after that of the first one of its priority, and after those of its own sender. Head: score of the first.
local function turnOf(queue, flow, head)
  local waiting, flows = queue .. 'prioritized', queue .. 'flows'
  local from = rangesFrom[flow:sub(1, 1)] or 0
  local begin, below = string.format('%.0f', from), '(' .. string.format('%.0f', from + rangeOf)
  local first = head
  if not head or head < from or head >= from + rangeOf then first = scoreAt(waiting, 'ZRANGEBYSCORE', begin, below) end
  -- Of that priority none waits: as far as its senders have come.
  if not first then return scoreAt(flows, 'ZREVRANGEBYSCORE', below, begin) or from end
  local own = tonumber(call('ZSCORE', flows, flow))
  if own then return math.max(first, math.min(own, scoreAt(waiting, 'ZREVRANGEBYSCORE', below, begin)) + 1) end
  -- Who comes takes the place of those who have had their last turn.
  call('ZREMRANGEBYSCORE', flows, begin, '(' .. string.format('%.0f', first))
  return first
end

-- Behind those that it has to wait for. Flow '': its item has it.
local function place(queue, job, flow)
  local waiting = queue .. 'prioritized'
  local head = tonumber(call('ZRANGE', waiting, 0, 0, 'WITHSCORES')[2])
  if flow == '' then flow = flowOfItem(job) end
  local normal = rangesFrom[flow:sub(1, 1)] ~= -rangeOf and rangesFrom[flow:sub(1, 1)] ~= lowFrom
  if normal and not head and call('LLEN', queue .. 'wait') < waitMax then
    call('LPUSH', queue .. 'wait', job)
    return
  end
  if not head then call('DEL', queue .. 'flows') end
  if not normal then call('HSET', queue .. 'meta', 'priorities', 1) end
  local score = string.format('%.0f', turnOf(queue, flow, head))
  call('ZADD', waiting, score, job)
  call('ZADD', queue .. 'flows', score, flow)
end

-- Of a lower priority than the first one, if it is its turn now; else the first one.
local function ofPriorities(queue)
  local waiting = queue .. 'prioritized'
  local job, first = unpack(call('ZRANGE', waiting, 0, 0, 'WITHSCORES'))
  if not job then return nil end
  local score, last = tonumber(first), tonumber(call('ZRANGE', waiting, -1, -1, 'WITHSCORES')[2])
  if score < 0 and last >= 0 or score < lowFrom and last >= lowFrom then
    local turn = call('HINCRBY', queue .. 'meta', 'turn', 1)
    local from = (score >= 0 or turn % 16 == 0 and last >= lowFrom) and lowFrom or 0
    if turn % 4 == 0 then
      job = call('ZRANGEBYSCORE', waiting, string.format('%.0f', from), '+inf', 'LIMIT', 0, 1)[1]
    end
  end
  call('ZREM', waiting, job)
  return job
end

local function takeTurn(queue, priorities)
  local job = priorities and ofPriorities(queue) or call('ZPOPMIN', queue .. 'prioritized')[1]
  if job then call('LPUSH', queue .. 'active', job) end
  return job
end

-- Whether somebody goes before those in wait: High does, and every second one while more are there than should be.
local function goesBefore(queue)
  local first = tonumber(call('ZRANGE', queue .. 'prioritized', 0, 0, 'WITHSCORES')[2])
  if not first then return false end
  if first < 0 then return true end
  return call('LLEN', queue .. 'wait') > waitMax and call('HINCRBY', queue .. 'meta', 'turn', 1) % 2 == 0
end

-- The next job, which is in active then. Several: it may wait in several places. Priorities: some have one.
local function takeFirst(queue, several, priorities)
  if several and goesBefore(queue) then return takeTurn(queue, priorities) end
  return call('RPOPLPUSH', queue .. 'wait', queue .. 'active') or takeTurn(queue, priorities)
end
`;
