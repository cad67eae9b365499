import { luaScript, type LuaScript } from './lua-script.js';

export type Word = string | number | Buffer;

/** What the script returns instead of replies when it carried out nothing. */
export type Verdict = 'accepted' | 'refused' | 'late';

/**
 * One script for every transaction, made of the scripts that its steps name. Redis runs it whole or, when it cannot
 * (not loaded, out of memory, a replica), not at all, so there is no outcome in between to be cleaned up; MULTI would
 * skip a script that is not loaded and carry out the rest. It also costs less than MULTI. A step that fails on what it
 * finds ends the script where it stands, so the step that makes a message is followed at once by its mark.
 *
 * KEYS[1] the mark of an acceptance, if there is a deadline; then the keys of all steps
 * ARGV[1] until when an acceptance may be carried out, in milliseconds of Redis's clock ('' = no acceptance),
 * ARGV[2…] steps, each: part, number of keys, number of words, word…
 *
 * Returns the replies of the steps, or a verdict. A mark that is there already wins: `refused` was set by who tells
 * the client so.
 */
const carryOut = `
local key = 0
if ARGV[1] ~= '' then
  key = 1
  local known = redis.call('GET', KEYS[1])
  if known then return known end
  local time = redis.call('TIME')
  if time[1] * 1000 + math.floor(time[2] / 1000) > tonumber(ARGV[1]) then return 'late' end
end
local replies, at = {}, 2
while at <= #ARGV do
  local part, keyCount, wordCount = parts[ARGV[at]], tonumber(ARGV[at + 1]), tonumber(ARGV[at + 2])
  local keys, words = {}, {}
  for index = 1, keyCount do keys[index] = KEYS[key + index] end
  for index = 1, wordCount do words[index] = ARGV[at + 2 + index] end
  key, at = key + keyCount, at + 3 + wordCount
  local reply = part(keys, words)
  if reply == nil then reply = false end
  replies[#replies + 1] = reply
end
return replies
`;

/** How long the mark of an acceptance stays when its hub died; a hub that lives removes it as soon as it is answered. */
export const markMs = 3_600_000;

const commandPart = 'command';
const command = `return redis.call(ARGV[1], KEYS[1], unpack(ARGV, 2))`;

export function transactionScript(parts: ReadonlyMap<string, Pick<LuaScript, 'lua'>>): LuaScript {
  const functions = [...parts, [commandPart, { lua: command }] as const].map(
    ([name, { lua }]) => `parts['${name}'] = function(KEYS, ARGV)\n${lua}\nend`,
  );
  return luaScript(['local parts = {}', ...functions, carryOut].join('\n'));
}

/** What one run of the transaction script carries out, step by step; `length` is where the next step's reply will be. */
export class ScriptSteps {
  readonly keys: string[] = [];
  readonly words: Word[] = [];
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** A part of the script; `words` begin with its keys. */
  part(name: string, keyCount: number, words: readonly Word[]): void {
    this.words.push(name, keyCount, words.length - keyCount);
    for (const key of words.slice(0, keyCount)) this.keys.push(String(key));
    for (const word of words.slice(keyCount)) this.words.push(word);
    this.#length += 1;
  }

  /** A command of Redis's own. */
  command(name: string, key: string, ...words: readonly Word[]): void {
    this.keys.push(key);
    this.words.push(commandPart, 1, words.length + 1, name, ...words);
    this.#length += 1;
  }
}

/**
 * What became of an acceptance whose answer was lost. If it was not carried out by now, it never will be.
 *
 * KEYS[1] its mark · ARGV[1] how long the mark stays. It is written in any case: a replica may know less than the
 * primary, and refuses that.
 */
export const verdictScript = luaScript(`
local verdict = redis.call('GET', KEYS[1]) or 'refused'
redis.call('SET', KEYS[1], verdict, 'PX', ARGV[1])
return verdict
`);

/**
 * Whether Redis takes writes, and its clock. DEL is a write that is allowed when memory is full: what is in the queues
 * must then go on.
 *
 * KEYS[1] a key that does not exist
 */
export const greetingScript = luaScript(`
redis.call('DEL', KEYS[1])
local time = redis.call('TIME')
return time[1] * 1000 + math.floor(time[2] / 1000)
`);
