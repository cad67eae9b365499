import type { Redis } from 'ioredis';

import { lowFromScore } from '../../redis/bull/order/fair-order.js';
import type { ServerKeys } from '../../redis/keys.js';
import type { QueueReading } from './queue-summary.js';

/** So many queues are read by one run of the script, about two milliseconds for which Redis does nothing else. */
const chunkSize = 250;
/** Of the jobs that wait for their own next attempt so many are asked for their age, in all queues together. */
const delayedLookedAt = 20_000;
const delayedLookedAtMax = 50;
/** Of each list of a queue in which priorities take turns. */
const prioritiesLookedAt = 100;
const namesAtOnce = 1_000;

/** The name of every queue that exists, in no order. In pieces: mail goes on between them. */
export async function queueNames(redis: Redis, keys: ServerKeys): Promise<ReadonlySet<string>> {
  const names = new Set<string>();
  let cursor = '0';
  do {
    const [next, found] = await redis.zscan(keys.nextHops, cursor, 'COUNT', namesAtOnce);
    for (let at = 0; at < found.length; at += 2) names.add(found[at] ?? '');
    cursor = next;
  } while (cursor !== '0');
  return names;
}

/** What Redis tells of these queues, in their order. */
export async function readQueues(
  redis: Redis,
  keys: ServerKeys,
  names: readonly string[],
): Promise<readonly QueueReading[]> {
  const looked = Math.min(delayedLookedAtMax, Math.ceil(delayedLookedAt / Math.max(1, names.length)));
  const chunks: Promise<unknown>[] = [];
  for (let from = 0; from < names.length; from += chunkSize) {
    const some = names.slice(from, from + chunkSize);
    chunks.push(redis.eval(script, 1, keys.nextHops, `${keys.prefix}:`, looked, prioritiesLookedAt, ...some));
  }
  const rows = (await Promise.all(chunks)).flatMap((text) => JSON.parse(String(text)) as readonly Row[]);
  return rows.map((row, index) => reading(names[index] ?? '', row));
}

type Row = readonly [
  waiting: number,
  active: number,
  delayed: number,
  suspended: number,
  paused: number,
  retryAt: number,
  /** Empty tables are objects to Redis's JSON. */
  nextHop: readonly string[] | Readonly<Record<string, never>>,
  head: string,
  oldest: number,
  high: number,
  low: number,
  delayedHigh: number,
  delayedLow: number,
];

function reading(name: string, row: Row): QueueReading {
  const [waiting, active, delayed, suspended, paused, retryAt, nextHop, head, oldest, ...byPriority] = row;
  const [high, low, delayedHigh, delayedLow] = byPriority;
  const fields: Record<string, string> = {};
  if (Array.isArray(nextHop)) {
    for (let at = 0; at < nextHop.length; at += 2) fields[nextHop[at] as string] = nextHop[at + 1] as string;
  }
  const first = { ...(head && { head }), ...(oldest > 0 && { oldestMessageTime: oldest }) };
  const counts = { waiting, active, delayed, suspended, high, low, delayedHigh, delayedLow };
  return { name, ...counts, paused: paused === 1, retryAt, nextHop: fields, first };
}

/**
 * BullMQ puts new jobs at the left of its lists; what is delayed is in the order of its next attempts.
 *
 * KEYS[1] sorted set of queues
 * ARGV[1] prefix of every key, ARGV[2] how many delayed jobs of a queue are looked at, ARGV[3] of how many jobs of a list
 * the priority is read, ARGV[4…] queues
 *
 * Returns JSON, see Row: far fewer pieces for the client to put together.
 */
const script = `
local rows = {}
local clock = redis.call('TIME')
local now = tonumber(clock[1]) * 1000 + math.floor(tonumber(clock[2]) / 1000)
local function count(jobs, counts)
  for _, job in ipairs(jobs) do
    local flow = redis.call('HGET', ARGV[1] .. 'item:' .. (job:match('^[^-]*')), 'flow') or 'N'
    counts[flow:sub(1, 1)] = (counts[flow:sub(1, 1)] or 0) + 1
  end
end
local function priorities(queue)
  local counts, last = { H = 0, L = 0 }, tonumber(ARGV[3]) - 1
  local later = { H = 0, L = 0 }
  count(redis.call('LRANGE', queue .. 'wait', 0, last), counts)
  count(redis.call('LRANGE', queue .. 'active', 0, last), counts)
  count(redis.call('ZRANGE', queue .. 'delayed', 0, last), later)
  count(redis.call('ZRANGE', queue .. 'suspended', 0, last), counts)
  counts.H = counts.H + later.H + redis.call('ZCOUNT', queue .. 'prioritized', '-inf', '(0')
  counts.L = counts.L + later.L + redis.call('ZCOUNT', queue .. 'prioritized', '${lowFromScore}', '+inf')
  return counts, later
end
for at = 4, #ARGV do
  local name = ARGV[at]
  local queue = ARGV[1] .. name .. ':'
  local waiting = redis.call('LLEN', queue .. 'wait')
  local active = redis.call('LLEN', queue .. 'active')
  local delayed = redis.call('ZCARD', queue .. 'delayed')
  local suspended = redis.call('ZCARD', queue .. 'suspended')
  local turns = redis.call('ZCARD', queue .. 'prioritized')
  local head = waiting > 0 and redis.call('LINDEX', queue .. 'wait', -1) or ''
  if turns > 0 and head == '' then head = redis.call('ZRANGE', queue .. 'prioritized', 0, 0)[1] end
  local jobs = {}
  if delayed > 0 then jobs = redis.call('ZRANGE', queue .. 'delayed', 0, tonumber(ARGV[2]) - 1) end
  if active > 0 then jobs[#jobs + 1] = redis.call('LINDEX', queue .. 'active', -1) end
  if suspended > 0 then jobs[#jobs + 1] = redis.call('ZRANGE', queue .. 'suspended', 0, 0)[1] end
  if head ~= '' then jobs[#jobs + 1] = head end
  local oldest = 0
  for _, job in ipairs(jobs) do
    local time = tonumber(redis.call('HGET', queue .. job, 'timestamp')) or 0
    if time > 0 and (oldest == 0 or time < oldest) then oldest = time end
  end
  waiting = waiting + turns
  local nextHop, restMs = redis.call('HGETALL', ARGV[1] .. 'nexthop:' .. name), -2
  for field = 1, #nextHop, 2 do
    if nextHop[field] == 'retryCount' or nextHop[field] == 'waitUntil' then restMs = redis.call('PTTL', queue .. 'limiter') end
  end
  -- The same at each look, though not to the millisecond.
  local retryAt = restMs > 0 and math.floor((now + restMs) / 100 + 0.5) * 100 or 0
  local meta = redis.call('HMGET', queue .. 'meta', 'paused', 'priorities')
  local row = { waiting, active, delayed, suspended, meta[1] and 1 or 0, retryAt, nextHop, head, oldest, 0, 0, 0, 0 }
  -- Nearly always all are Normal, and nothing is read. See fair-order.ts.
  if meta[2] then
    local counts, later = priorities(queue)
    row[10], row[11], row[12], row[13] = counts.H, counts.L, later.H, later.L
  end
  rows[#rows + 1] = row
end
return cjson.encode(rows)
`;
