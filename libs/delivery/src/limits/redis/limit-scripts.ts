/** Redis's clock, so those of hosts do not matter. Specs set another one. */
const redisClock = `
local time = redis.call('TIME')
local nowUs = time[1] * 1000000 + time[2]
`;

/**
 * When memory is full, mail in the queues goes on: of a script that has written, here nothing, Redis asks for none. No
 * stored time is further ahead than what sets it allows: when the clock is set back, nothing waits longer than usual.
 */
const shared = `
redis.call('DEL', KEYS[1] .. ':probe')
local now = math.floor(nowUs / 1000)
local root = KEYS[1] .. ':'
local function text(number) return string.format('%.0f', number) end

-- The places that are taken: each until its lease ends.
local function placesOf(scope, leaseMs)
  local key = root .. 'places:' .. scope
  redis.call('ZREMRANGEBYSCORE', key, '-inf', now)
  for _, place in ipairs(redis.call('ZRANGEBYSCORE', key, '(' .. text(now + leaseMs), '+inf')) do
    redis.call('ZADD', key, text(now + leaseMs), place)
  end
  return key
end

local function take(key, place, leaseMs)
  redis.call('ZADD', key, text(now + leaseMs), place)
  redis.call('PEXPIRE', key, leaseMs)
end

local function setDue(key, due)
  redis.call('SET', key, text(due), 'PX', text(math.ceil((due - nowUs) / 1000)))
end

-- GCRA: when the next one's turn is, from now, and when that of the one after it is due in an even flow. What was noted
-- with a slower rate, or by a clock that was set back, is as far ahead as it can be now, and noted so, or it would stay there.
local function turn(key, intervalUs, burst, patienceUs)
  local due = tonumber(redis.call('GET', key)) or nowUs
  local furthest = nowUs + burst * intervalUs + patienceUs
  if due > furthest then
    due = furthest
    setDue(key, due)
  end
  due = math.max(nowUs, due)
  return math.max(0, due - (burst - 1) * intervalUs - nowUs), due + intervalUs
end
`;

/**
 * A place for a connection, if every scope has one and its new connections are not too many.
 *
 * KEYS[1] prefix · ARGV[1] lease in ms, ARGV[2] place, then of each scope: name, connections at a time (-1 = any number),
 * interval of new connections in µs (0 = none), how many at once
 *
 * Returns 0; or the number of the scope that is full, 0; or that of the scope with too many new ones, the wait in ms.
 */
const enter = `
local leaseMs, place = tonumber(ARGV[1]), ARGV[2]
local taken, dues = {}, {}
for at = 3, #ARGV, 4 do
  local scope, max = ARGV[at], tonumber(ARGV[at + 1])
  local intervalUs, burst = tonumber(ARGV[at + 2]), tonumber(ARGV[at + 3])
  local places = placesOf(scope, leaseMs)
  local number = (at + 1) / 4
  if max >= 0 and redis.call('ZCARD', places) >= max then
    redis.call('ZADD', root .. 'short', text(now), scope)
    redis.call('PEXPIRE', root .. 'short', leaseMs)
    return { number, 0 }
  end
  taken[number] = places
  if intervalUs > 0 then
    local key = root .. 'connects:' .. scope
    local waitUs, due = turn(key, intervalUs, burst, 0)
    if waitUs > 0 then return { number, math.ceil(waitUs / 1000) } end
    dues[key] = due
  end
end
for _, places in ipairs(taken) do take(places, place, leaseMs) end
for key, due in pairs(dues) do setDue(key, due) end
return { 0, 0 }
`;

/**
 * Places go on. One whose lease had ended is taken again where that is possible.
 *
 * KEYS[1] prefix · ARGV[1] lease in ms, then of each place: its name, and of three scopes: name, connections at a time
 *
 * Returns the numbers of the places that others have now.
 */
const renew = `
local leaseMs = tonumber(ARGV[1])
local lost, known = {}, {}
local function places(scope)
  known[scope] = known[scope] or placesOf(scope, leaseMs)
  return known[scope]
end
local function hasRoom(scope, max)
  return max < 0 or redis.call('ZCARD', places(scope)) < max
end
for at = 2, #ARGV, 7 do
  local place, all, held = ARGV[at], true, true
  for scope = at + 1, at + 5, 2 do
    local there = redis.call('ZSCORE', places(ARGV[scope]), place)
    held = held and there
    all = all and (there or hasRoom(ARGV[scope], tonumber(ARGV[scope + 1])))
  end
  for scope = at + 1, at + 5, 2 do
    if held or all then take(places(ARGV[scope]), place, leaseMs)
    else redis.call('ZREM', places(ARGV[scope]), place) end
  end
  if not (held or all) then lost[#lost + 1] = (at - 2) / 7 end
end
return lost
`;

/** KEYS[1] prefix · ARGV of each place: its name, three scopes */
const release = `
for at = 1, #ARGV, 4 do
  for scope = at + 1, at + 3 do redis.call('ZREM', KEYS[1] .. ':places:' .. ARGV[scope], ARGV[at]) end
end
`;

/**
 * The turn of a message, if it comes soon: it is then kept for it.
 *
 * KEYS[1] prefix · ARGV[1] how soon, in µs, then of each scope: name, interval in µs, how many at once
 *
 * Returns 0 and the time until the turn in µs; or the number of the scope that lets it wait, and the wait in µs.
 */
const message = `
local patienceUs = tonumber(ARGV[1])
local longest, dues = 0, {}
for at = 2, #ARGV, 3 do
  local key = root .. 'messages:' .. ARGV[at]
  local waitUs, due = turn(key, tonumber(ARGV[at + 1]), tonumber(ARGV[at + 2]), patienceUs)
  if waitUs > patienceUs then return { (at + 1) / 3, waitUs } end
  longest = math.max(longest, waitUs)
  dues[key] = due
end
for key, due in pairs(dues) do setDue(key, due) end
return { 0, longest }
`;

/**
 * Which destinations are slowed down, and who was refused a place lately. Read each second by every hub, so it writes only
 * what has to go.
 *
 * KEYS[1] prefix · ARGV[1] for how long a refusal is told, in ms
 *
 * Returns a list of: destination, age of its slow-down in ms, state; and a list of scopes.
 */
const look = `
local slowed, found = redis.call('HGETALL', root .. 'slowed'), {}
for at = 1, #slowed, 2 do
  local began, durationMs, state = slowed[at + 1]:match('^(%d+) (%d+) (.*)$')
  local ageMs = now - tonumber(began)
  if ageMs < 0 then
    ageMs = 0
    redis.call('HSET', root .. 'slowed', slowed[at], text(now) .. ' ' .. durationMs .. ' ' .. state)
  end
  if ageMs >= tonumber(durationMs) then
    redis.call('HDEL', root .. 'slowed', slowed[at])
  else
    found[#found + 1] = slowed[at]
    found[#found + 1] = text(ageMs)
    found[#found + 1] = state
  end
end
return { found, redis.call('ZRANGEBYSCORE', root .. 'short', text(now - ARGV[1]), text(now)) }
`;

/**
 * What is known of one destination.
 *
 * KEYS[1] prefix · ARGV[1] destination, ARGV[2] lease in ms
 *
 * Returns how many connections it has, and of its slow-down: age in ms, state; the age is -1 without one.
 */
const destination = `
local count = redis.call('ZCARD', placesOf('destination:' .. ARGV[1], tonumber(ARGV[2])))
local stored = redis.call('HGET', root .. 'slowed', ARGV[1])
if not stored then return { count, '-1', '' } end
local began, durationMs, state = stored:match('^(%d+) (%d+) (.*)$')
local ageMs = math.max(0, now - tonumber(began))
if ageMs >= tonumber(durationMs) then return { count, '-1', '' } end
return { count, text(ageMs), state }
`;

/**
 * A destination is slowed down, unless another hub has just said so.
 *
 * KEYS[1] prefix · ARGV[1] destination, ARGV[2] the state that this one follows ('' = none), ARGV[3] state, ARGV[4] its
 * duration in ms
 *
 * Returns 1, or 0 when another one came first.
 */
const slowDown = `
local stored = redis.call('HGET', root .. 'slowed', ARGV[1])
local began, durationMs, state
if stored then began, durationMs, state = stored:match('^(%d+) (%d+) (.*)$') end
local over = began and now - tonumber(began) >= tonumber(durationMs)
if stored and not over and state ~= ARGV[2] then return 0 end
redis.call('HSET', root .. 'slowed', ARGV[1], text(now) .. ' ' .. ARGV[4] .. ' ' .. ARGV[3])
return 1
`;

export type LimitScripts = Readonly<
  Record<'enter' | 'renew' | 'release' | 'message' | 'look' | 'destination' | 'slowDown', string>
>;

/** `clock`: Lua that sets `nowUs`. */
export function limitScripts(clock: string = redisClock): LimitScripts {
  const head = clock + shared;
  return {
    enter: head + enter,
    renew: head + renew,
    release,
    message: head + message,
    look: head + look,
    destination: head + destination,
    slowDown: head + slowDown,
  };
}
