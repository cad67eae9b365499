import type { CommandDefinition, ParameterDefinition } from '../../command/command.js';
import { itemsOf } from '../../values/value.js';
import { textOf } from '../../values/text.js';
import { isOn, switchOf, textParameter } from '../parameters.js';

const path: ParameterDefinition = {
  name: 'Path',
  type: 'string',
  mandatory: true,
  position: 1,
  aliases: ['LiteralPath'],
  description: 'A file or folder.',
};

export const testPath: CommandDefinition = {
  name: 'Test-Path',
  synopsis: 'Whether there is a file or folder.',
  parameters: [{ ...path, multiple: true }],
  examples: [
    {
      command: 'if (Test-Path ranges.txt) { Get-Content ranges.txt }',
      description: 'A file that may be there.',
    },
  ],
  async *run({ parameters, frame }) {
    for (const one of itemsOf(parameters.get('Path') ?? null)) {
      yield await frame.state.host.exists(textOf(one));
    }
  },
};

export const joinPath: CommandDefinition = {
  name: 'Join-Path',
  synopsis: 'A folder and a name as one path.',
  parameters: [
    path,
    { name: 'ChildPath', type: 'string', mandatory: true, position: 2, description: 'What is in it.' },
  ],
  async *run({ parameters }) {
    const parent = textParameter(parameters, 'Path') ?? '';
    const separator = parent.includes('\\') ? '\\' : '/';
    const child = textParameter(parameters, 'ChildPath') ?? '';
    yield parent.replace(/[\\/]+$/, '') + separator + child.replace(/^[\\/]+/, '');
  },
};

export const splitPath: CommandDefinition = {
  name: 'Split-Path',
  synopsis: 'The folder of a path, or its last part.',
  parameters: [
    path,
    switchOf('Parent', 'The folder: what is told in any case.'),
    switchOf('Leaf', 'The last part.'),
  ],
  async *run({ parameters }) {
    const [, parent = '', leaf = ''] =
      /^(.*?)[\\/]*([^\\/]*)$/.exec(textParameter(parameters, 'Path') ?? '') ?? [];
    yield isOn(parameters, 'Leaf') ? leaf : parent;
  },
};
