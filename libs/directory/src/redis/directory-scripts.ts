/** A change of more objects is not listed in the feed: whoever follows reads everything then. */
const listedMax = 500;
/** Revisions that can be looked at and gone back to. */
export const historyMax = 100;
/** As is somebody who is further behind. */
const followedMax = 200;

/**
 * Where the directory is: `<revision>-<random number>`, so that two changes that two histories call by one revision,
 * before and after a replica took over, are told apart. 0 where a version wrote that gives no such number.
 * KEYS[1] revision, KEYS[2] position.
 */
const positionFunction = `
local function position()
  local revision = redis.call('GET', KEYS[1]) or '0'
  local position = redis.call('GET', KEYS[2]) or ''
  local prefix = revision .. '-'
  return string.sub(position, 1, #prefix) == prefix and position or (prefix .. '0')
end
`;

export const positionScript = `${positionFunction}return position()`;

/**
 * Writes all of a change or none of it, and only at the position that it was made for.
 * KEYS revision, position, objects, changes, history, times · ARGV expected position, random number, channel, author, what the
 * history keeps, time, number of removals, removals…, then field and object in turn · result: the new position, or false when
 * the directory has moved on.
 */
export const commitScript = `${positionFunction}
local before = position()
if before ~= ARGV[1] then return false end
local revision = tonumber(redis.call('GET', KEYS[1]) or '0') + 1
local after = string.format('%d-%s', revision, ARGV[2])
local removals = tonumber(ARGV[7])
local touched = {}
for i = 8, 7 + removals do touched[#touched + 1] = '-' .. ARGV[i] end
for i = 8 + removals, #ARGV, 2 do touched[#touched + 1] = '+' .. ARGV[i] end
local listed = #touched > ${listedMax} and '*' or table.concat(touched, ' ')
-- A feed that does not end at this position is that of another history, or of a version whose entries have other ids.
if redis.call('GET', KEYS[2]) ~= before then redis.call('DEL', KEYS[4], KEYS[5]) end
-- Nor does what stands in the history beyond it: an entry that cannot be added would leave half of a change.
local last = redis.call('XREVRANGE', KEYS[5], '+', '-', 'COUNT', 1)[1]
if last and tonumber(string.match(last[1], '^%d+')) >= revision then redis.call('DEL', KEYS[5]) end
redis.call('XADD', KEYS[4], 'MAXLEN', '~', 10000, after, 'revision', revision, 'objects', listed)
for i = 8, 7 + removals do
  redis.call('HDEL', KEYS[3], ARGV[i])
  redis.call('HDEL', KEYS[6], ARGV[i])
end
for i = 8 + removals, #ARGV, 2 do
  -- When it was made is not known of an object that is older than these times.
  local isNew = redis.call('HEXISTS', KEYS[3], ARGV[i]) == 0
  local known = redis.call('HGET', KEYS[6], ARGV[i]) or ''
  local made = isNew and ARGV[6] or (string.match(known, '^%d*') or '')
  redis.call('HSET', KEYS[6], ARGV[i], made .. ' ' .. ARGV[6])
  redis.call('HSET', KEYS[3], ARGV[i], '{"revision":' .. revision .. ',"object":' .. ARGV[i + 1] .. '}')
end
redis.call('XADD', KEYS[5], 'MAXLEN', ${historyMax}, after, 'author', ARGV[4], 'changes', ARGV[5])
redis.call('SET', KEYS[1], revision)
redis.call('SET', KEYS[2], after)
redis.call('PUBLISH', ARGV[3], revision)
return after`;

/**
 * What has changed since a position, at one moment.
 * KEYS revision, position, objects, changes · ARGV position · result: the position now, then field and document in turn
 * (false: the object is gone), or false when the feed does not lead from there to here.
 */
export const changesScript = `${positionFunction}
local now = position()
local entries = redis.call('XRANGE', KEYS[4], ARGV[1], '+', 'COUNT', ${followedMax})
if #entries == 0 or entries[1][1] ~= ARGV[1] or entries[#entries][1] ~= now then return false end
local result = { now }
local seen = {}
for i = 2, #entries do
  local listed = entries[i][2][4]
  if listed == '*' then return false end
  for field in string.gmatch(listed, '[+-](%S+)') do
    if not seen[field] then
      seen[field] = true
      result[#result + 1] = field
      result[#result + 1] = redis.call('HGET', KEYS[3], field)
    end
  end
end
return result`;
