import type { Priority } from '@mailyard/message';

/** How many messages of a priority may be on their way to one domain at a time (MaxPerDomain…PriorityConnections). */
export type PriorityConnections = Readonly<Record<Priority, number>>;

/** As the script is told, behind for how long a lock holds; without priority queuing nothing. */
export function lockWord(lockMs: number, max: PriorityConnections | undefined): number | string {
  return max === undefined ? lockMs : `${lockMs} ${max.High} ${max.Normal} ${max.Low}`;
}

/**
 * Connections by priority, as functions of Lua: a connection to a host of others carries one message at a time, and counts
 * for the priority of that one. So mail of low priority never has all connections to a domain, nor that of normal priority
 * those that are left for a message of high priority which comes now.
 */
export const priorityConnections = `
local lockMs, connectionsMax = ARGV[2], nil
if lockMs:find(' ', 1, true) then
  local ms, high, normal, low = lockMs:match('^(%d+) (%d+) (%d+) (%d+)$')
  lockMs, connectionsMax = ms, { H = tonumber(high), N = tonumber(normal), L = tonumber(low) }
end

local function priorityOf(job, flow)
  local letter = (flow and flow ~= '' and flow or flowOfItem(job)):sub(1, 1)
  return connectionsMax[letter] and letter or 'N'
end

-- The priorities of which no further message may go: a set, or nil when all may.
local function fullPriorities(name, queue)
  if not connectionsMax then return nil end
  if not name:find('^DnsConnectorDelivery%.') and not name:find('^SmartHostConnectorDelivery%.') then return nil end
  local counts, full = { H = 0, N = 0, L = 0 }, nil
  for _, job in ipairs(call('LRANGE', queue .. 'active', 0, -1)) do
    local letter = priorityOf(job)
    counts[letter] = counts[letter] + 1
  end
  for letter, count in pairs(counts) do
    if count >= connectionsMax[letter] then
      full = full or {}
      full[letter] = true
    end
  end
  return full
end

local function isFull(name, queue, job, flow)
  local full = fullPriorities(name, queue)
  return full and full[priorityOf(job, flow)]
end

-- Some go back to wait whatever their priority.
local function waitingOf(queue, full)
  local jobs = call('LRANGE', queue .. 'wait', -waitMax, -1)
  for at = #jobs, 1, -1 do
    if not full[priorityOf(jobs[at])] then
      call('LREM', queue .. 'wait', -1, jobs[at])
      return jobs[at]
    end
  end
end

local function firstOf(queue, letter)
  local from = rangesFrom[letter]
  local job = call('ZRANGEBYSCORE', queue .. 'prioritized', string.format('%.0f', from),
    '(' .. string.format('%.0f', from + rangeOf), 'LIMIT', 0, 1)[1]
  if job then call('ZREM', queue .. 'prioritized', job) end
  return job
end

-- The next job of those priorities that are not full, the highest first; it is in active then.
local function takeOfOthers(queue, full)
  local job = not full.H and firstOf(queue, 'H') or waitingOf(queue, full)
    or not full.N and firstOf(queue, 'N') or not full.L and firstOf(queue, 'L')
  if job then call('LPUSH', queue .. 'active', job) end
  return job
end
`;
