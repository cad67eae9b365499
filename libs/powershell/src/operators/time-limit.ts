import { createContext, Script } from 'node:vm';

import { ConversionError } from '../values/convert.js';

const limitMs = 1_000;
/** So many steps take no time that anybody would notice. */
const stepsMax = 10_000_000;

let work: () => unknown = () => undefined;
const context = createContext({ work: () => work() });
const call = new Script('work()');

/**
 * Uses a regular expression of a user on a text, and gives up after a second: a careless one takes longer than anybody
 * lives, and nothing else runs meanwhile, the key that would end it included. .NET has a MatchTimeout for that.
 */
export function withinTime<T>(expression: RegExp, text: string, use: () => T): T {
  if (isQuick(expression, text)) return use();
  const former = work;
  work = use;
  try {
    return call.runInContext(context, { timeout: limitMs }) as T;
  } catch (error) {
    if (!isTimeout(error)) throw error;
    throw new ConversionError(
      'The RegEx engine has timed out while trying to match a pattern to an input string. This can occur for many reasons, including very large inputs or excessive backtracking caused by nested quantifiers, back-references and other factors.',
    );
  } finally {
    work = former;
  }
}

/** Without groups no repetition is inside another: each multiplies the ways by the length of the text at most. */
function isQuick({ source }: RegExp, { length }: string): boolean {
  const repetitions = source.match(/[*+?{]/g)?.length ?? 0;
  return !source.includes('(') && (length + 1) ** (repetitions + 1) <= stepsMax;
}

function isTimeout(error: unknown): boolean {
  return (
    typeof error === 'object' &&
    error !== null &&
    'code' in error &&
    error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
  );
}
