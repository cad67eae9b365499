import type { CommandDefinition, Invocation, ParameterDefinition } from '../../command/command.js';
import { TerminatingError } from '../../errors/error-record.js';
import { inputOf } from '../../command/input.js';
import { gathered } from '../../values/gathered.js';
import { textOf } from '../../values/text.js';
import { itemsOf } from '../../values/value.js';
import { csvLines, parseCsv } from './csv.js';
import { writeFile } from '../output/output-commands.js';
import {
  encoding,
  inputObject,
  isOn,
  path,
  switchOf,
  textParameter,
  withByteOrderMark,
} from '../parameters.js';

const pathOf = ({ parameters }: Invocation) => textOf(parameters.get('Path') ?? null);

const delimiter: ParameterDefinition = {
  name: 'Delimiter',
  type: 'string',
  position: 2,
  description: 'What stands between fields.',
  default: ',',
};
const header: ParameterDefinition = {
  name: 'Header',
  type: 'string',
  multiple: true,
  description: 'The names of columns of a file without header.',
};
const noType = switchOf('NoTypeInformation', 'Without a #TYPE line, which is never written here.', {
  aliases: ['NTI'],
});

function formOf({ parameters }: Invocation): { readonly delimiter: string } {
  const given = textParameter(parameters, 'Delimiter') ?? ',';
  if (given.length === 1) return { delimiter: given };
  throw new TerminatingError(
    `Cannot bind parameter 'Delimiter'. Cannot convert value "${given}" to type "System.Char": name one character.`,
    { type: 'ParameterBindingException', category: 'InvalidArgument' },
  );
}

const headerOf = ({ parameters }: Invocation) =>
  parameters.has('Header') ? itemsOf(parameters.get('Header') ?? null).map(textOf) : undefined;
const linesOf = (lines: readonly string[]) => lines.map((line) => `${line}\n`).join('');

export const exportCsv: CommandDefinition = {
  name: 'Export-Csv',
  synopsis: 'Writes objects into a file of comma separated values; lists are joined by semicolons.',
  aliases: ['epcsv'],
  changes: true,
  parameters: [
    path,
    delimiter,
    noType,
    switchOf('Append', 'After what the file has, without header.'),
    encoding,
    inputObject,
  ],
  examples: [
    {
      command: 'Get-ReceiveConnector | Export-Csv connectors.csv',
      description: 'All connectors into a file.',
    },
  ],
  async *run(invocation) {
    const append = isOn(invocation.parameters, 'Append');
    const lines = csvLines(await gathered(inputOf(invocation)), formOf(invocation));
    const text = linesOf(append ? lines.slice(1) : lines);
    await writeFile(invocation, withByteOrderMark(text, invocation.parameters), { append });
    yield* [];
  },
};

export const convertToCsv: CommandDefinition = {
  name: 'ConvertTo-Csv',
  synopsis: 'Objects as lines of comma separated values.',
  parameters: [{ ...delimiter, position: 1 }, noType, inputObject],
  async *run(invocation) {
    yield* csvLines(await gathered(inputOf(invocation)), formOf(invocation));
  },
};

export const importCsv: CommandDefinition = {
  name: 'Import-Csv',
  synopsis: 'Reads a file of comma separated values: an object for each line.',
  aliases: ['ipcsv'],
  parameters: [path, delimiter, header, encoding],
  examples: [{ command: 'Import-Csv users.csv | foreach { $_.Name }', description: 'A column of a file.' }],
  async *run(invocation) {
    const text = await invocation.frame.state.host.readText(pathOf(invocation));
    yield* parseCsv(text, formOf(invocation), headerOf(invocation));
  },
};

export const convertFromCsv: CommandDefinition = {
  name: 'ConvertFrom-Csv',
  synopsis: 'Lines of comma separated values as objects.',
  parameters: [{ ...inputObject, position: 1 }, { ...delimiter }, header],
  async *run(invocation) {
    const lines = (await gathered(inputOf(invocation))).map(textOf);
    yield* parseCsv(linesOf(lines), formOf(invocation), headerOf(invocation));
  },
};
