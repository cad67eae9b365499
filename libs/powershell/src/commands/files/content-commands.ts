import type { CommandDefinition, ParameterDefinition } from '../../command/command.js';
import { inputOf } from '../../command/input.js';
import { TerminatingError } from '../../errors/error-record.js';
import { gathered } from '../../values/gathered.js';
import { textOf } from '../../values/text.js';
import { itemsOf, type Value } from '../../values/value.js';
import { writeFile } from '../output/output-commands.js';
import {
  encoding,
  integer,
  isOn,
  numberParameter,
  path,
  switchOf,
  textParameter,
  withByteOrderMark,
} from '../parameters.js';

/** Also octets one by one, as Windows PowerShell has them. */
const contentEncoding: ParameterDefinition = {
  ...encoding,
  values: [...(encoding.values ?? []), 'Byte'],
  description: 'UTF-8, with a byte order mark or without; Byte: octets, each a number.',
};
const octetWise = switchOf('AsByteStream', 'Octets, each a number.');

function isOfOctets({ parameters }: { readonly parameters: Parameters<typeof isOn>[0] }): boolean {
  return parameters.get('Encoding') === 'Byte' || isOn(parameters, 'AsByteStream');
}

export const getContent: CommandDefinition = {
  name: 'Get-Content',
  synopsis: 'The lines of a file, or its octets.',
  aliases: ['gc', 'cat', 'type'],
  parameters: [
    path,
    integer('TotalCount', 'So many lines from the begin.', { aliases: ['First', 'Head'] }),
    integer('Tail', 'So many lines from the end.', { aliases: ['Last'] }),
    switchOf('Raw', 'The whole as one text.'),
    integer('ReadCount', 'Taken as in PowerShell; how much is read at once makes no difference.'),
    contentEncoding,
    octetWise,
  ],
  async *run(invocation) {
    const { parameters, frame } = invocation;
    const file = textParameter(parameters, 'Path') ?? '';
    if (isOfOctets(invocation)) {
      yield* await frame.state.host.readBytes(file);
      return;
    }
    const text = (await frame.state.host.readText(file)).replace(/^\ufeff/, '');
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
  description: 'The lines, or the octets.',
};

function contentCommand(name: string, synopsis: string, append: boolean): CommandDefinition {
  return {
    name,
    synopsis,
    changes: true,
    parameters: [path, value, switchOf('NoNewline', 'Without ends of lines.'), contentEncoding, octetWise],
    async *run(invocation) {
      const items = (await gathered(inputOf(invocation, 'Value'))).flatMap(itemsOf);
      if (isOfOctets(invocation)) {
        await writeFile(invocation, Uint8Array.from(items.map(octetOf)), { append });
      } else {
        const end = isOn(invocation.parameters, 'NoNewline') ? '' : '\n';
        const text = items.map((item) => textOf(item) + end).join('');
        await writeFile(invocation, withByteOrderMark(text, invocation.parameters), { append });
      }
      yield* [] satisfies Value[];
    },
  };
}

function octetOf(item: Value): number {
  if (typeof item === 'number' && Number.isInteger(item) && item >= 0 && item < 256) return item;
  throw new TerminatingError(`Cannot convert '${textOf(item)}' to System.Byte.`, {
    type: 'InvalidCastException',
  });
}

export const setContent = contentCommand('Set-Content', 'Writes lines into a file.', false);
export const addContent = contentCommand('Add-Content', 'Writes lines at the end of a file.', true);
