import { luaScript } from './lua-script.js';

/**
 * Settles one copy of a message, and whatever that brings about, or nothing if somebody else settled it before.
 *
 * KEYS[1] mail item, KEYS[2] its content, KEYS[3] index of items, KEYS[4] lock of the job that is about this copy,
 * KEYS[5…] every other key that the commands touch
 * ARGV[1] internal id, ARGV[2] field of the item that guards, ARGV[3] its expected value ('' = absent),
 * ARGV[4] by how much the number of open copies changes, ARGV[5] token of the lock ('' = no job of ours, '-' = a job
 * that nobody may hold),
 * ARGV[6…] commands, each: number of words, word…
 *
 * Returns -1: not carried out, somebody holds the job; 0: not carried out, the field has another value or the item is
 * gone; 1: carried out;
 * 2: carried out, no copy is left, item and content are deleted.
 */
const settle = luaScript(`
if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
if ARGV[5] == '-' and redis.call('EXISTS', KEYS[4]) == 1 then return -1 end
local value = redis.call('HGET', KEYS[1], ARGV[2]) or ''
if value ~= ARGV[3] then
  -- Somebody else changed the copy, so it still needs the job: without its lock nobody can end it, and it comes back.
  if value ~= '' and ARGV[5] ~= '' and redis.call('GET', KEYS[4]) == ARGV[5] then redis.call('DEL', KEYS[4]) end
  return 0
end
local at = 6
while at <= #ARGV do
  local words = tonumber(ARGV[at])
  redis.call(unpack(ARGV, at + 1, at + words))
  at = at + words + 1
end
if redis.call('HINCRBY', KEYS[1], 'copies', ARGV[4]) > 0 then return 1 end
redis.call('DEL', KEYS[1], KEYS[2])
redis.call('ZREM', KEYS[3], ARGV[1])
return 2
`);

export const settlePart = { name: 'settle', script: settle } as const;
