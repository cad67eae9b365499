import { type Frame, runBlock } from '../command/command.js';
import { binary } from '../operators/binary.js';
import type { Switch, SwitchCase } from '../syntax/ast.js';
import { isTrue } from '../values/convert.js';
import { gathered } from '../values/gathered.js';
import { collected, isList, ScriptBlock, type Value } from '../values/value.js';
import { isMeant } from './loops.js';

/** For each item every case that fits, or `default`; `break` ends it, `continue` goes to the next item. */
export async function* runSwitch(statement: Switch, frame: Frame): AsyncGenerator<Value> {
  const subject = await frame.runtime.valueOf(statement.subject, frame);
  for (const item of isList(subject) ? subject : [subject]) {
    try {
      yield* runItem(statement, { ...frame, item });
    } catch (error) {
      if (!isMeant(error, statement.label)) throw error;
      if (error.kind === 'break') return;
    }
  }
}

async function* runItem(statement: Switch, frame: Frame): AsyncGenerator<Value> {
  let found = false;
  for (const one of statement.cases) {
    if (one.pattern === undefined || !(await fits(one, statement, frame))) continue;
    found = true;
    yield* frame.runtime.run(one.body, frame);
  }
  const other = statement.cases.find(({ pattern }) => pattern === undefined);
  if (!found && other !== undefined) yield* frame.runtime.run(other.body, frame);
}

const operators = { exact: 'eq', wildcard: 'like', regex: 'match' } as const;

async function fits(
  { pattern }: SwitchCase,
  { comparison, isCaseSensitive }: Switch,
  frame: Frame,
): Promise<boolean> {
  if (pattern === undefined) return false;
  const value = await frame.runtime.evaluate(pattern, frame);
  if (value instanceof ScriptBlock) {
    return isTrue(collected(await gathered(runBlock(value, frame, frame.item))));
  }
  return isTrue(binary(`${isCaseSensitive ? 'c' : ''}${operators[comparison]}`, [frame.item, value]));
}
