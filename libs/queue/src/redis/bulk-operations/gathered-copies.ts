import { luaScript } from '../transaction/lua-script.js';
import { memberOf } from './bulk-operation.js';
import type { OrderedCopy } from './message-order.js';

/** Copies, any part of which can be had. */
export interface CopyList {
  readonly length: number;
  copies(from: number, to: number): readonly OrderedCopy[];
}

/** So many copies are looked at by one run of the script, about a millisecond for which Redis does nothing else. */
const partSize = 250;

export interface CopiesPart {
  readonly from: number;
  readonly members: readonly string[];
}

export function* partsOf(copies: CopyList): Generator<CopiesPart> {
  for (let from = 0; from < copies.length; from += partSize) {
    yield { from, members: copies.copies(from, from + partSize).map(memberOf) };
  }
}

/**
 * KEYS[1] index of items, KEYS[2] the list of an operation that is to have those that are there; absent: none is
 * ARGV[1] prefix of every key, ARGV[2] place of the first copy, ARGV[3] how long the list is kept, ARGV[4…] copies as
 * members of such a list
 *
 * Returns a digit for each: 1 when it is still in that queue, or too damaged to say where it is.
 */
export const gatherScript = luaScript(`
local there, words = {}, {}
for at = 4, #ARGV do
  local queue, id, number = ARGV[at]:match('^(%S*) ([^-]*)-(.*)$')
  local record = redis.call('HGET', ARGV[1] .. 'item:' .. id, 'copy:' .. number)
  local isThere = record and (record:match('"queue":"([^"]*)"') or queue) == queue
  there[#there + 1] = isThere and '1' or '0'
  if isThere and KEYS[2] then
    words[#words + 1] = tonumber(ARGV[2]) + at - 4
    words[#words + 1] = ARGV[at]
  end
end
if #words > 0 then
  redis.call('ZADD', KEYS[2], unpack(words))
  redis.call('PEXPIRE', KEYS[2], ARGV[3])
end
return table.concat(there)
`);
