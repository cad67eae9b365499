import type { Assignment, Pipeline, Statement } from '../syntax/ast.js';
import { ConversionError, isTrue } from '../values/convert.js';
import { gathered } from '../values/gathered.js';
import { collected, itemsOf, type Value } from '../values/value.js';
import { StatementEnded, TerminatingError } from '../errors/error-record.js';
import { tellError } from '../command/errors.js';
import { step, type Frame } from '../command/command.js';
import { runPipeline } from '../pipeline/run-pipeline.js';
import { setVariable } from '../command/variables.js';
import { assign } from './assign.js';

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
    state.succeeded = false;
    if (error instanceof StatementEnded) return;
    if (!(error instanceof TerminatingError || error instanceof ConversionError)) throw error;
    tellError(error, frame);
  }
}

async function* runStatement(statement: Statement, frame: Frame): AsyncGenerator<Value> {
  switch (statement.kind) {
    case 'pipeline':
      yield* runPipeline(statement, frame);
      return;
    case 'assignment':
      await runAssignment(statement, frame);
      return;
    case 'if':
      yield* runIf(statement, frame);
      return;
    case 'foreach':
      for (const item of itemsOf(await valueOf(statement.collection, frame))) {
        setVariable(statement.variable, item, frame);
        yield* run(statement.body, frame);
      }
  }
}

async function runAssignment({ target, operator, value }: Assignment, frame: Frame): Promise<void> {
  await assign(target, { operator, value: await valueOf(value, frame) }, frame);
}

async function* runIf(statement: Extract<Statement, { kind: 'if' }>, frame: Frame): AsyncGenerator<Value> {
  for (const { condition, body } of statement.branches) {
    if (isTrue(await valueOf(condition, frame))) {
      yield* run(body, frame);
      return;
    }
  }
  if (statement.otherwise !== undefined) yield* run(statement.otherwise, frame);
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
