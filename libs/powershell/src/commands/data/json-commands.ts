import type { CommandDefinition } from '../../command/command.js';
import { inputOf } from '../../command/input.js';
import { TerminatingError } from '../../errors/error-record.js';
import { gathered } from '../../values/gathered.js';
import { fromJson, toJson } from '../../values/json.js';
import { textOf } from '../../values/text.js';
import { itemsOf } from '../../values/value.js';
import { inputObject, integer, isOn, numberParameter, switchOf } from '../parameters.js';

export const convertToJson: CommandDefinition = {
  name: 'ConvertTo-Json',
  synopsis: 'Objects as JSON.',
  parameters: [
    integer('Depth', 'How deep objects are followed; what is deeper is text.', { default: '2' }),
    switchOf('Compress', 'On one line.'),
    switchOf('AsArray', 'An array, even of one object.'),
    { ...inputObject, position: 1 },
  ],
  async *run(invocation) {
    const { parameters } = invocation;
    const items = await gathered(inputOf(invocation));
    const depth = numberParameter(parameters, 'Depth') ?? 2;
    const values = items.map((item) => toJson(item, depth - 1));
    const [only = null] = values;
    const isArray = values.length !== 1 || isOn(parameters, 'AsArray');
    yield JSON.stringify(isArray ? values : only, null, isOn(parameters, 'Compress') ? 0 : 2);
  },
};

export const convertFromJson: CommandDefinition = {
  name: 'ConvertFrom-Json',
  synopsis: 'JSON as objects.',
  parameters: [{ ...inputObject, position: 1 }],
  async *run(invocation) {
    const text = (await gathered(inputOf(invocation))).map(textOf).join('\n');
    yield* itemsOf(fromJson(parsedJson(text)));
  },
};

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : '';
    throw new TerminatingError(`Conversion from JSON failed with error: ${reason}`, {
      type: 'ArgumentException',
    });
  }
}
