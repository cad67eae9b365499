import { step, type Frame } from '../command/command.js';
import { isOfScript, tellError } from '../command/errors.js';
import { Leaving } from '../command/leaving.js';
import { StatementEnded } from '../errors/error-record.js';
import { runPipeline } from '../pipeline/run-pipeline.js';
import type { Assignment, If, Pipeline, Statement, StatementForm } from '../syntax/ast.js';
import { isTrue } from '../values/convert.js';
import { gathered } from '../values/gathered.js';
import { collected, type Value } from '../values/value.js';
import { assign } from './assign.js';
import { functionCommand } from './functions/function-command.js';
import { runFlow } from './flow.js';
import { runLoop } from './loops.js';
import { runSwitch } from './switch.js';
import { runTry } from './try.js';

/** Statements in turn; an error ends its statement, and the next one runs. */
export async function* run(statements: readonly Statement[], frame: Frame): AsyncGenerator<Value> {
  for (const statement of statements) {
    await step(frame);
    yield* attempted(statement, frame);
  }
}

async function* attempted(statement: Statement, frame: Frame): AsyncGenerator<Value> {
  const { state } = frame;
  const failures = state.errors.length;
  try {
    yield* runStatement(statement, frame);
    state.succeeded = state.errors.length === failures;
  } catch (error) {
    if (error instanceof Leaving) throw error;
    state.succeeded = false;
    if (error instanceof StatementEnded) return;
    if (!isOfScript(error)) throw error;
    tellError(error, frame, { place: statement.place });
  }
}

type Runners = {
  readonly [K in StatementForm['kind']]: (
    statement: Statement & { readonly kind: K },
    frame: Frame,
  ) => AsyncGenerator<Value>;
};

const runners: Runners = {
  pipeline: runPipeline,
  assignment: silent(runAssignment),
  if: runIf,
  loop: runLoop,
  switch: runSwitch,
  try: runTry,
  function: silent(async ({ name, body }, frame) => {
    frame.state.commands.add(await functionCommand(name, body, frame));
  }),
  flow: runFlow,
};

function runStatement(statement: Statement, frame: Frame): AsyncGenerator<Value> {
  const runner = runners[statement.kind] as (statement: Statement, frame: Frame) => AsyncGenerator<Value>;
  return runner(statement, frame);
}

/** Of a statement that writes nothing. */
function silent<S>(work: (statement: S, frame: Frame) => Promise<void>) {
  return async function* (statement: S, frame: Frame): AsyncGenerator<Value> {
    await work(statement, frame);
    yield* [];
  };
}

async function runAssignment({ target, operator, value }: Assignment, frame: Frame): Promise<void> {
  await assign(target, { operator, value: await valueOf(value, frame) }, frame);
}

async function* runIf({ branches, otherwise }: If, frame: Frame): AsyncGenerator<Value> {
  for (const { condition, body } of branches) {
    if (isTrue(await valueOf(condition, frame))) {
      yield* run(body, frame);
      return;
    }
  }
  if (otherwise !== undefined) yield* run(otherwise, frame);
}

/** A lone expression keeps its list as it is: `$a = ,1` is a list of one. */
export async function valueOf(statement: Statement, frame: Frame): Promise<Value> {
  const lone = statement.kind === 'pipeline' ? loneExpression(statement) : undefined;
  if (lone !== undefined) return await frame.runtime.evaluate(lone, frame);
  if (statement.kind === 'assignment') {
    await runAssignment(statement, frame);
    return await frame.runtime.evaluate(statement.target, frame);
  }
  return collected(await gathered(runStatement(statement, frame)));
}

function loneExpression({ elements }: Pipeline) {
  const [only] = elements;
  const isLone = elements.length === 1 && only?.kind === 'expression' && only.redirections.length === 0;
  return isLone ? only.expression : undefined;
}
