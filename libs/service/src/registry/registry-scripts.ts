/**
 * Sorted set id → last beat in ms; hashes id → instance as JSON, → metrics, → `<first beat in ms> [service, server]`,
 * → pressure as JSON, which nearly every beat tells anew.
 */
export const registryKeys = [
  '{mailyard}:services:beats',
  '{mailyard}:services',
  '{mailyard}:services:metrics',
  '{mailyard}:services:first',
  '{mailyard}:services:pressure',
] as const;

/**
 * Ages are measured by Redis's clock alone, so the clocks of hosts do not matter.
 *
 * KEYS as above · ARGV time to live in ms, id, instance ('' as before), metrics or '', kind of service, pressure or '' ·
 * of those that have been silent for longer it forgets: metrics soon; one in whose place another of its kind has come, each
 * taking one place only; everybody after a day, and the oldest beyond a hundred.
 *
 * Returns 0 when nobody knows the instance as it was before: it has to be told.
 */
export const beatScript = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local first = redis.call('HGET', KEYS[4], ARGV[2])
if ARGV[3] == '' and redis.call('HEXISTS', KEYS[2], ARGV[2]) == 0 then return 0 end
redis.call('ZADD', KEYS[1], now, ARGV[2])
if ARGV[3] ~= '' then redis.call('HSET', KEYS[2], ARGV[2], ARGV[3]) end
if ARGV[6] ~= '' then redis.call('HSET', KEYS[5], ARGV[2], ARGV[6]) end
if ARGV[4] ~= '' then redis.call('HSET', KEYS[3], ARGV[2], ARGV[4]) end
if not first then redis.call('HSET', KEYS[4], ARGV[2], string.format('%.0f', now) .. ' ' .. ARGV[5]) end
local silent = redis.call('ZRANGE', KEYS[1], '-inf', now - ARGV[1], 'BYSCORE', 'WITHSCORES')
if #silent == 0 then return 1 end
local began, kind = {}, {}
local entries = redis.call('HGETALL', KEYS[4])
for i = 1, #entries, 2 do
  local at, of = entries[i + 1]:match('^(%d+) (.*)$')
  began[entries[i]], kind[entries[i]] = tonumber(at), of
end
local function successor(id, last)
  local found
  for other, at in pairs(began) do
    if kind[other] == kind[id] and at > last and (not found or at < began[found]) then found = other end
  end
  return found
end
for i = 1, #silent, 2 do
  local id, last = silent[i], tonumber(silent[i + 1])
  local replaced = successor(id, last)
  if replaced then
    began[replaced] = 0
    redis.call('HSET', KEYS[4], replaced, '0 ' .. kind[replaced])
  end
  if replaced or last < now - 86400000 or #silent - i > 200 then
    redis.call('ZREM', KEYS[1], id)
    for key = 2, 5 do redis.call('HDEL', KEYS[key], id) end
  elseif last < now - 10 * ARGV[1] then
    redis.call('HDEL', KEYS[3], id)
  end
end
return 1`;

/**
 * KEYS as above · ARGV time to live in ms, 1 for metrics, how the kind of those begins that are meant · result: instance,
 * pressure and metrics in turn. A beat of the future is from before the clock was set back: who lives beats again within a
 * second.
 */
export const liveScript = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local result = {}
for _, id in ipairs(redis.call('ZRANGE', KEYS[1], now - ARGV[1], now, 'BYSCORE')) do
  local kind = (redis.call('HGET', KEYS[4], id) or ''):match(' (.*)$') or ''
  local instance = kind:sub(1, #ARGV[3]) == ARGV[3] and redis.call('HGET', KEYS[2], id)
  if instance then
    result[#result + 1] = instance
    result[#result + 1] = redis.call('HGET', KEYS[5], id) or ''
    result[#result + 1] = ARGV[2] == '1' and redis.call('HGET', KEYS[3], id) or ''
  end
end
return result`;

/** KEYS as above · ARGV time to live in ms · result: the instances that have been silent for longer. */
export const silentScript = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local result = {}
for _, id in ipairs(redis.call('ZRANGE', KEYS[1], '-inf', '(' .. string.format('%.0f', now - ARGV[1]), 'BYSCORE')) do
  result[#result + 1] = redis.call('HGET', KEYS[2], id)
end
return result`;
