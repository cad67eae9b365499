import { ClixmlError, readClixml } from '../../clixml/read-clixml.js';
import { writeClixml } from '../../clixml/write-clixml.js';
import type { CommandDefinition, Invocation, ParameterDefinition } from '../../command/command.js';
import { inputOf } from '../../command/input.js';
import { TerminatingError } from '../../errors/error-record.js';
import { gathered } from '../../values/gathered.js';
import { fromJson, toJson } from '../../values/json.js';
import { textOf } from '../../values/text.js';
import { itemsOf, type Value } from '../../values/value.js';
import { csvLines, parseCsv } from './csv.js';
import { writeFile } from '../output/output-commands.js';
import {
  encoding,
  inputObject,
  integer,
  isOn,
  numberParameter,
  path,
  switchOf,
  textParameter,
  withByteOrderMark,
} from '../parameters.js';

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

const formOf = ({ parameters }: Invocation) => ({ delimiter: textParameter(parameters, 'Delimiter') ?? ',' });
const headerOf = ({ parameters }: Invocation) =>
  parameters.has('Header') ? itemsOf(parameters.get('Header') ?? null).map(textOf) : undefined;
const pathOf = ({ parameters }: Invocation) => textOf(parameters.get('Path') ?? null);
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

export const exportClixml: CommandDefinition = {
  name: 'Export-Clixml',
  synopsis: 'Writes objects into a file that Import-Clixml reads, here and in PowerShell.',
  aliases: ['epxml'],
  changes: true,
  parameters: [
    path,
    integer('Depth', 'How deep objects are followed.', { default: '2' }),
    encoding,
    inputObject,
  ],
  examples: [
    {
      command: 'Get-ReceiveConnector | Export-Clixml connectors.xml',
      description: 'All connectors into a file.',
    },
  ],
  async *run(invocation) {
    const items = await gathered(inputOf(invocation));
    const text = explained(() => writeClixml(items, numberParameter(invocation.parameters, 'Depth') ?? 2));
    await writeFile(invocation, withByteOrderMark(text, invocation.parameters), { append: false });
    yield* [];
  },
};

export const importClixml: CommandDefinition = {
  name: 'Import-Clixml',
  synopsis: 'Reads the objects of a file that Export-Clixml wrote, here or on an Exchange server.',
  aliases: ['ipxml'],
  parameters: [path],
  examples: [
    {
      command: 'Import-Clixml GetReceiveConnector.xml | Format-Table Identity,Bindings',
      description: 'What an export has.',
    },
  ],
  async *run(invocation) {
    const text = await invocation.frame.state.host.readText(pathOf(invocation));
    for (const value of explained(() => readClixml(text))) yield* itemsOf(value);
  },
};

function explained<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof ClixmlError) throw new TerminatingError(error.message, { category: 'InvalidData' });
    throw error;
  }
}

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
