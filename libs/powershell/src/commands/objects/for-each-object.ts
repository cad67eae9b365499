import { type CommandDefinition, type Invocation, runBlock } from '../../command/command.js';
import { inputOf } from '../../command/input.js';
import { TerminatingError } from '../../errors/error-record.js';
import { memberOf, ownMember } from '../../values/members.js';
import { methodOf } from '../../values/methods.js';
import { textOf } from '../../values/text.js';
import { itemsOf, ScriptBlock, type Value, type ValueList } from '../../values/value.js';
import { inputObject } from '../parameters.js';

export const forEachObject: CommandDefinition = {
  name: 'ForEach-Object',
  synopsis: 'Runs a script block for each object, or takes one member of each.',
  aliases: ['%', 'foreach'],
  parameters: [
    {
      name: 'Process',
      type: 'scriptblock',
      multiple: true,
      position: 1,
      description: 'What is run; $_ is the object.',
    },
    { name: 'MemberName', type: 'string', position: 1, description: 'A property or method of each object.' },
    { name: 'Begin', type: 'scriptblock', description: 'What is run before the first object.' },
    { name: 'End', type: 'scriptblock', description: 'What is run after the last object.' },
    {
      name: 'ArgumentList',
      type: 'object',
      remaining: true,
      position: 2,
      description: 'What the method is given.',
    },
    inputObject,
  ],
  examples: [
    { command: 'Get-Queue | ForEach-Object { $_.Identity }', description: 'The identity of each queue.' },
  ],
  run: forEach,
};

async function* forEach(invocation: Invocation): AsyncGenerator<Value> {
  const { parameters, frame } = invocation;
  // `% { begin } { process } { end }`: more blocks than one are these.
  const given = [parameters.get('Process') ?? null, parameters.get('ArgumentList') ?? null].flatMap(itemsOf);
  const blocks = given.filter((one) => one instanceof ScriptBlock);
  const [begin, process, end] = blocks.length > 1 ? blocks : [undefined, blocks[0], undefined];
  const first = parameters.get('Begin') ?? begin;
  const last = parameters.get('End') ?? end;
  if (first instanceof ScriptBlock) yield* runBlock(first, frame, null);
  for await (const item of inputOf(invocation)) {
    if (process === undefined) yield* itemsOf(memberValue(item, invocation));
    else yield* runBlock(process, frame, item);
  }
  if (last instanceof ScriptBlock) yield* runBlock(last, frame, null);
}

function memberValue(item: Value, { parameters }: Invocation): Value {
  const name = textOf(parameters.get('MemberName') ?? null);
  if (name === '') throw new TerminatingError('Name a script block or a member.');
  const method = ownMember(item, name) === undefined ? methodOf(item, name.toLowerCase()) : undefined;
  const given: ValueList = itemsOf(parameters.get('ArgumentList') ?? null);
  return method === undefined ? memberOf(item, name) : method(given);
}
