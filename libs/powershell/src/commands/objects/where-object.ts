import { binary } from '../../operators/binary.js';
import { type CommandDefinition, type Invocation, runBlock } from '../../command/command.js';
import { inputOf } from '../../command/input.js';
import { isTrue } from '../../values/convert.js';
import { gathered } from '../../values/gathered.js';
import { memberOf } from '../../values/members.js';
import { textOf } from '../../values/text.js';
import { collected, ScriptBlock, type Value } from '../../values/value.js';
import { inputObject, isOn, switchOf } from '../parameters.js';

/** Each with `C` before it compares with case, with `I` without, as without either. */
const comparisons = 'EQ NE GT GE LT LE Like NotLike Match NotMatch Contains NotContains In NotIn'.split(' ');
const operators = [
  ...comparisons,
  ...comparisons.map((name) => `C${name}`),
  ...comparisons.map((name) => `I${name}`),
  'Is',
  'IsNot',
];

export const whereObject: CommandDefinition = {
  name: 'Where-Object',
  synopsis: 'Lets through the objects for which a condition holds.',
  aliases: ['where', '?'],
  parameters: [
    {
      name: 'FilterScript',
      type: 'scriptblock',
      position: 1,
      description: 'The condition; $_ is the object.',
    },
    { name: 'Property', type: 'string', position: 1, description: 'A property to compare, or to be true.' },
    { name: 'Value', type: 'object', position: 2, description: 'What it is compared with.' },
    ...operators.map((name) => switchOf(name, `Compares with the operator -${name.toLowerCase()}.`)),
    switchOf('Not', 'The property is not true.'),
    inputObject,
  ],
  examples: [
    { command: "Get-ReceiveConnector | where {$_.Bindings -like '*:25'}", description: 'By a script block.' },
    { command: 'Get-ReceiveConnector | where Enabled -eq $false', description: 'By a property.' },
  ],
  run: filter,
};

async function* filter(invocation: Invocation): AsyncGenerator<Value> {
  const condition = conditionOf(invocation);
  for await (const item of inputOf(invocation)) {
    if (await condition(item)) yield item;
  }
}

function conditionOf({ parameters, frame }: Invocation): (item: Value) => boolean | Promise<boolean> {
  const block = parameters.get('FilterScript');
  if (block instanceof ScriptBlock) {
    return async (item) => isTrue(collected(await gathered(runBlock(block, frame, item))));
  }
  const name = textOf(parameters.get('Property') ?? null);
  const operator = operators
    .find((one) => isOn(parameters, one))
    ?.toLowerCase()
    .replace(/^i(?!n$|s$|snot$)/, '');
  const value = parameters.get('Value') ?? null;
  if (operator === undefined) return (item) => isTrue(memberOf(item, name)) !== isOn(parameters, 'Not');
  return (item) => isTrue(binary(operator, [memberOf(item, name), value]));
}
