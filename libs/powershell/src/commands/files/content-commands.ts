import type { CommandDefinition, Invocation, ParameterDefinition } from '../../command/command.js';
import { inputOf } from '../../command/input.js';
import { gathered } from '../../values/gathered.js';
import { textOf } from '../../values/text.js';
import { type Value } from '../../values/value.js';
import { writeFile } from '../output/output-commands.js';
import {
  encoding,
  integer,
  isOn,
  numberParameter,
  path,
  switchOf,
  withByteOrderMark,
} from '../parameters.js';

const pathOf = ({ parameters }: Invocation) => textOf(parameters.get('Path') ?? null);

export const getContent: CommandDefinition = {
  name: 'Get-Content',
  synopsis: 'The lines of a file.',
  aliases: ['gc', 'cat', 'type'],
  parameters: [
    path,
    integer('TotalCount', 'So many lines from the begin.', { aliases: ['First', 'Head'] }),
    integer('Tail', 'So many lines from the end.', { aliases: ['Last'] }),
    switchOf('Raw', 'The whole as one text.'),
    encoding,
  ],
  async *run(invocation) {
    const { parameters } = invocation;
    const text = (await invocation.frame.state.host.readText(pathOf(invocation))).replace(/^\ufeff/, '');
    if (isOn(parameters, 'Raw')) {
      yield text;
      return;
    }
    const lines = text.split(/\r?\n/);
    if (lines.at(-1) === '') lines.pop();
    const tail = numberParameter(parameters, 'Tail');
    const chosen =
      tail === undefined
        ? lines.slice(0, numberParameter(parameters, 'TotalCount'))
        : lines.slice(-tail || lines.length);
    yield* chosen;
  },
};

const value: ParameterDefinition = {
  name: 'Value',
  type: 'object',
  position: 2,
  pipeline: 'value',
  description: 'The lines.',
};

function contentCommand(name: string, synopsis: string, append: boolean): CommandDefinition {
  return {
    name,
    synopsis,
    changes: true,
    parameters: [path, value, switchOf('NoNewline', 'Without ends of lines.'), encoding],
    async *run(invocation) {
      const end = isOn(invocation.parameters, 'NoNewline') ? '' : '\n';
      const lines = (await gathered(inputOf(invocation, 'Value'))).map((item) => textOf(item) + end);
      await writeFile(invocation, withByteOrderMark(lines.join(''), invocation.parameters), { append });
      yield* [] satisfies Value[];
    },
  };
}

export const setContent = contentCommand('Set-Content', 'Writes lines into a file.', false);
export const addContent = contentCommand('Add-Content', 'Writes lines at the end of a file.', true);
