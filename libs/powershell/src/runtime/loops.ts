import { step, type Frame } from '../command/command.js';
import { Leaving } from '../command/leaving.js';
import { setVariable } from '../command/variables.js';
import type { Loop, LoopHead, Statement } from '../syntax/ast.js';
import { isTrue } from '../values/convert.js';
import { gathered } from '../values/gathered.js';
import { itemsOf, type Value } from '../values/value.js';

type Head<K extends LoopHead['kind']> = Extract<LoopHead, { kind: K }>;

/** An endless loop is ended by Ctrl-C: each turn is a step, and others have theirs. */
export function runLoop(loop: Loop, frame: Frame): AsyncGenerator<Value> {
  const { head } = loop;
  switch (head.kind) {
    case 'foreach':
      return runForeach(head, loop, frame);
    case 'while':
      return runWhile(head, loop, frame);
    case 'do':
      return runDo(head, loop, frame);
    case 'for':
      return runFor(head, loop, frame);
  }
}

async function* runForeach(head: Head<'foreach'>, loop: Loop, frame: Frame): AsyncGenerator<Value> {
  for (const item of itemsOf(await frame.runtime.valueOf(head.collection, frame))) {
    setVariable(head.variable, item, frame.scope);
    if (!(yield* turn(loop, frame))) return;
  }
}

async function* runWhile({ condition }: Head<'while'>, loop: Loop, frame: Frame): AsyncGenerator<Value> {
  while (await holds(condition, frame)) {
    if (!(yield* turn(loop, frame))) return;
  }
}

async function* runDo({ condition, until }: Head<'do'>, loop: Loop, frame: Frame): AsyncGenerator<Value> {
  do {
    if (!(yield* turn(loop, frame))) return;
  } while ((await holds(condition, frame)) !== until);
}

async function* runFor(head: Head<'for'>, loop: Loop, frame: Frame): AsyncGenerator<Value> {
  await evaluated(head.start, frame);
  while (head.condition === undefined || (await holds(head.condition, frame))) {
    if (!(yield* turn(loop, frame))) return;
    await evaluated(head.step, frame);
  }
}

async function holds(condition: Statement, frame: Frame): Promise<boolean> {
  return isTrue(await frame.runtime.valueOf(condition, frame));
}

/** What `for` counts with writes nothing. */
async function evaluated(statement: Statement | undefined, frame: Frame): Promise<void> {
  if (statement !== undefined) await gathered(frame.runtime.run([statement], frame));
}

/** One turn; false when `break` ended the loop. */
async function* turn({ body, label }: Loop, frame: Frame): AsyncGenerator<Value, boolean> {
  await step(frame);
  try {
    yield* frame.runtime.run(body, frame);
    return true;
  } catch (error) {
    if (!isMeant(error, label)) throw error;
    return error.kind === 'continue';
  }
}

/** `break` and `continue` are for the innermost loop or switch, or for the one with their label. */
export function isMeant(error: unknown, label: string | undefined): error is Leaving {
  if (!(error instanceof Leaving) || error.kind === 'return') return false;
  return error.label === undefined || error.label.toLowerCase() === label?.toLowerCase();
}
