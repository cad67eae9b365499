import { jobSteps } from '../bull/job-steps.js';
import { rareJobSteps } from '../bull/rare-job-steps.js';
import { bulkSteps } from '../bulk-operations/bulk-steps.js';
import { removalCheck, suspensionSteps } from '../bull/suspension-steps.js';
import { itemSteps, rareItemSteps } from './item-steps.js';
import { luaScript } from './lua-script.js';

export type Word = string | number | Buffer;

/** What the script answers instead of replies when it carried out nothing. */
export type Verdict = 'accepted' | 'refused' | 'late';

/** How long the mark of an acceptance stays when its hub died; a hub that lives removes it as soon as it is answered. */
export const markMs = 3_600_000;

/**
 * One script for all transactions, of our own steps: what happens to jobs in BullMQ's keys, and to items. Redis runs it
 * whole or, when it cannot (not loaded, a replica), not at all; MULTI would skip a script that is not loaded and carry
 * out the rest, and costs more. One run carries out several transactions, each for itself: one that fails on what it finds
 * ends where it stands, and the others are carried out; when memory is full acceptances are refused, the rest is carried
 * out. Jobs come first in it: a job whose item is not there ends without effect, so what a step has left that fails can
 * neither be delivered nor reported. The step that makes a message is followed at once by its mark. A content that came
 * beside the script goes away unless that step has kept it.
 *
 * KEYS[1] prefix of every key of the server
 * ARGV[1] now, in milliseconds of the hub's clock, ARGV[2] for how long a lock holds, and with priority
 * queuing see `priorityConnections`, ARGV[3…] transactions, each: number
 * of words of its steps, mark of an acceptance ('' = none), until when it may be carried out, in milliseconds of Redis's
 * clock, key of the content that came beside the script ('' = none), steps: name, words
 *
 * Returns of each transaction the replies of its steps, or a text: a verdict, '=' and what was kept by the first one of
 * its name (step \`once\`), or '-' and the error. A mark that is there
 * already wins: \`refused\` was set by who tells the client so.
 */
export const transactionScript = luaScript(`
local call = redis.call
local prefix, now = KEYS[1] .. ':', ARGV[1]
local at = 2
local function word()
  at = at + 1
  return ARGV[at]
end
-- Key of the content that came beside the script, of the transaction at hand.
local beside = ''
local steps = {}
${jobSteps}
${removalCheck}
${itemSteps}
-- The reply to the step before, of the transaction at hand.
local answered
-- Of others than an ordinary message asks for: each run has to make its functions anew, which takes it longer than a command.
local function rareSteps()
${rareJobSteps}
${rareItemSteps}
${suspensionSteps}
${bulkSteps}
end
steps.command = function()
  local count = tonumber(word())
  local first = at + 1
  at = at + count
  return call(unpack(ARGV, first, at))
end

steps.mark = function()
  call('SET', word(), 'accepted', 'PX', ${markMs})
end

local function stepOf(name)
  if not steps[name] then rareSteps() end
  return steps[name]
end

local clock
local function verdict(mark, untilTime)
  if mark == '' then return nil end
  local known = call('GET', mark)
  if known then return known end
  if not clock then
    local time = call('TIME')
    clock = time[1] * 1000 + math.floor(time[2] / 1000)
  end
  if clock > tonumber(untilTime) then return 'late' end
end

local function carryOut(last, mark, untilTime)
  local known = verdict(mark, untilTime)
  if known then return known end
  if beside ~= '' and call('EXISTS', beside) == 0 then error('the content is missing', 0) end
  local replies = {}
  while at < last do
    answered = stepOf(word())() or false
    replies[#replies + 1] = answered
  end
  return replies
end

local function resultOf(...)
  local whole, result = pcall(carryOut, ...)
  if whole then return result end
  local said = tostring(type(result) == 'table' and result.err or result)
  return said:byte() == 61 and said or '-' .. said
end

local results, words = {}, #ARGV
while at < words do
  local count, mark, untilTime = tonumber(word()), word(), word()
  beside = word()
  local first, last = at, at + count
  local result = resultOf(last, mark, untilTime)
  -- What is in the queues goes on, or memory would stay full: of a run that has written Redis asks for none.
  if mark == '' and type(result) == 'string' and result:find('OOM command', 1, true) then
    call('DEL', prefix .. 'probe')
    at = first
    result = resultOf(last, mark, untilTime)
  end
  local refused = type(result) == 'string' and result ~= 'accepted'
  if refused and beside ~= '' and call('PTTL', beside) >= 0 then call('DEL', beside) end
  results[#results + 1] = result
  at = last
end
return results
`);

/** A key with its value, which comes beside the script and not through it. */
export interface KeyBeside {
  readonly key: string;
  /** In pieces. */
  readonly octets: readonly Buffer[];
}

/** What one transaction carries out, step by step; `length` is where the next step's reply will be. */
export class ScriptSteps {
  readonly words: Word[] = [];
  /** What is set before the script runs. */
  beside: KeyBeside | undefined;
  #length = 0;
  #octets = 0;

  get length(): number {
    return this.#length;
  }

  /** One key, which goes away unless a step of the script keeps it. */
  setBeside(key: string, octets: readonly Buffer[]): void {
    this.beside = { key, octets };
    for (const piece of octets) this.#octets += piece.length;
  }

  /** About so many, without the numbers. */
  get octets(): number {
    return this.#octets;
  }

  /** Each has a place of its own among the replies. */
  add(step: string, ...words: readonly Word[]): void {
    this.words.push(step);
    for (const word of words) {
      this.words.push(word);
      if (typeof word !== 'number') this.#octets += word.length;
    }
    this.#length += 1;
  }

  /** A command of Redis's own. */
  command(name: string, key: string, ...words: readonly Word[]): void {
    this.add('command', words.length + 2, name, key, ...words);
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
