import type { Frame } from '../command/command.js';
import { Leaving } from '../command/leaving.js';
import { ErrorRecord, ScriptStopped } from '../errors/error-record.js';
import type { FlowStatement, Statement } from '../syntax/ast.js';
import { textOf } from '../values/text.js';
import { itemsOf, PSObject, type Value } from '../values/value.js';

/** `break`, `continue`, `return`, `throw`. */
export async function* runFlow(statement: Statement & FlowStatement, frame: Frame): AsyncGenerator<Value> {
  const { how, label, value } = statement;
  if (how === 'throw') throw new ScriptStopped(await thrown(statement, frame));
  if (value !== undefined) yield* itemsOf(await frame.runtime.valueOf(value, frame));
  throw new Leaving(how, label);
}

/** What was caught may be thrown again; an exception or text becomes a new error. */
async function thrown({ value, place }: Statement & FlowStatement, frame: Frame): Promise<ErrorRecord> {
  const given = value === undefined ? frame.item : await frame.runtime.valueOf(value, frame);
  if (given instanceof ErrorRecord) return given;
  const isException = given instanceof PSObject && given.properties.has('Message');
  const message = isException ? textOf(given.properties.get('Message') ?? null) : textOf(given);
  return new ErrorRecord(message === '' ? 'ScriptHalted' : message, {
    type: isException ? (given.typeNames[0] ?? 'Exception') : 'RuntimeException',
    category: 'OperationStopped',
    target: given,
    place,
  });
}
