import type { CommandDefinition } from '../../command/command.js';
import { setVariable } from '../../command/variables.js';
import { gathered } from '../../values/gathered.js';
import { textOf } from '../../values/text.js';
import { collected } from '../../values/value.js';

export const setVariableCommand: CommandDefinition = {
  name: 'Set-Variable',
  synopsis: 'Gives a variable a value.',
  aliases: ['sv', 'New-Variable'],
  parameters: [
    {
      name: 'Name',
      type: 'string',
      mandatory: true,
      position: 1,
      description: 'The variable, without its $.',
    },
    { name: 'Value', type: 'object', position: 2, pipeline: 'value', description: 'The value.' },
  ],
  async *run({ parameters, input, frame }) {
    const value = input === undefined ? (parameters.get('Value') ?? null) : collected(await gathered(input));
    setVariable(textOf(parameters.get('Name') ?? null), value, frame.scope);
    yield* [];
  },
};
