import { formattedLines } from '../../formatting/output-formatter.js';
import type { CommandDefinition, Invocation, ParameterDefinition } from '../../command/command.js';
import type { NoteKind } from '../../command/host.js';
import { inputOf } from '../../command/input.js';
import { Confirmation, isWhatIf } from '../../command/confirmation.js';
import { TerminatingError } from '../../errors/error-record.js';
import { gathered } from '../../values/gathered.js';
import { textOf } from '../../values/text.js';
import { isList, itemsOf, type Value } from '../../values/value.js';
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

const words: ParameterDefinition = {
  name: 'Object',
  type: 'object',
  remaining: true,
  position: 1,
  pipeline: 'value',
  description: 'What is written.',
};
const message: ParameterDefinition = {
  name: 'Message',
  type: 'string',
  mandatory: true,
  position: 1,
  pipeline: 'value',
  description: 'The sentence.',
};
const color: ParameterDefinition = {
  name: 'ForegroundColor',
  type: 'enum',
  values:
    'Black DarkBlue DarkGreen DarkCyan DarkRed DarkMagenta DarkYellow Gray DarkGray Blue Green Cyan Red Magenta Yellow White'.split(
      ' ',
    ),
  description: 'The colour of the text, on a terminal.',
};

export const writeOutput: CommandDefinition = {
  name: 'Write-Output',
  synopsis: 'Writes values into the pipeline.',
  aliases: ['echo', 'write'],
  parameters: [{ ...words, name: 'InputObject' }, switchOf('NoEnumerate', 'A list as one value.')],
  async *run(invocation) {
    if (invocation.input !== undefined) yield* invocation.input;
    const given = invocation.parameters.get('InputObject') ?? null;
    if (isOn(invocation.parameters, 'NoEnumerate')) yield given;
    else for (const item of itemsOf(given)) yield* itemsOf(item);
  },
};

export const writeHost: CommandDefinition = {
  name: 'Write-Host',
  synopsis: 'Says something to the user, outside of the pipeline.',
  parameters: [
    words,
    switchOf('NoNewline', 'The next text follows on the same line.'),
    { name: 'Separator', type: 'string', description: 'What stands between several values.' },
    color,
  ],
  async *run(invocation) {
    const { parameters, frame } = invocation;
    const separator = textParameter(parameters, 'Separator') ?? ' ';
    const style = {
      color: textParameter(parameters, 'ForegroundColor'),
      newLine: !isOn(parameters, 'NoNewline'),
    };
    const say = (value: Value) => frame.streams.say(joined(value, separator), style);
    if (invocation.input === undefined) say(parameters.get('Object') ?? null);
    else for await (const item of invocation.input) say(item);
    yield* [];
  },
};

function joined(value: Value, separator: string): string {
  return isList(value) ? value.map((item) => joined(item, separator)).join(separator) : textOf(value);
}

function note(name: string, kind: NoteKind, synopsis: string): CommandDefinition {
  return {
    name,
    synopsis,
    parameters: [message],
    async *run(invocation) {
      for await (const text of messagesOf(invocation)) await invocation.frame.streams.note(kind, text);
      yield* [];
    },
  };
}

async function* messagesOf(invocation: Invocation): AsyncGenerator<string> {
  for await (const item of inputOf(invocation, 'Message')) yield textOf(item);
}

export const writeWarning = note('Write-Warning', 'warning', 'Writes a warning.');

export const writeInformation = note(
  'Write-Information',
  'information',
  'Tells something, where -InformationAction or $InformationPreference asks for it.',
);

export const writeVerbose: CommandDefinition = {
  ...note('Write-Verbose', 'verbose', 'Says more, where -Verbose or $VerbosePreference asks for it.'),
  async *run(invocation) {
    const { parameters, frame } = invocation;
    const preference = textOf(frame.scope.get('VerbosePreference') ?? null);
    const isWanted = isOn(parameters, 'Verbose') || /^continue$/i.test(preference);
    for await (const text of messagesOf(invocation)) {
      if (isWanted) await frame.streams.note('verbose', text);
    }
    yield* [];
  },
};

export const writeError: CommandDefinition = {
  name: 'Write-Error',
  synopsis: 'Writes an error.',
  parameters: [message],
  async *run(invocation) {
    for await (const text of messagesOf(invocation)) {
      await invocation.writeError(new TerminatingError(text, { type: 'WriteErrorException' }));
    }
    yield* [];
  },
};

export const outNull: CommandDefinition = {
  name: 'Out-Null',
  synopsis: 'Takes everything and shows nothing.',
  parameters: [inputObject],
  async *run(invocation) {
    await gathered(inputOf(invocation));
    yield* [];
  },
};

export const outDefault: CommandDefinition = {
  name: 'Out-Host',
  synopsis: 'Shows values as the shell shows what nobody takes.',
  aliases: ['oh', 'Out-Default'],
  parameters: [inputObject],
  async *run(invocation) {
    await invocation.frame.state.host.show(inputOf(invocation));
    yield* [];
  },
};

const width = integer('Width', 'The width in which tables and lists have to fit.');

export const outString: CommandDefinition = {
  name: 'Out-String',
  synopsis: 'What the shell would show, as text.',
  parameters: [width, switchOf('Stream', 'A string for each line.'), inputObject],
  async *run(invocation) {
    const lines = formattedLines(inputOf(invocation), widthOf(invocation));
    if (isOn(invocation.parameters, 'Stream')) yield* lines;
    else yield (await gathered(lines)).map((line) => `${line}\n`).join('');
  },
};

export const outFile: CommandDefinition = {
  name: 'Out-File',
  synopsis: 'Writes what the shell would show into a file.',
  changes: true,
  parameters: [
    path,
    switchOf('Append', 'After what the file has.'),
    switchOf('NoNewline', 'Without ends of lines.'),
    width,
    encoding,
    inputObject,
  ],
  async *run(invocation) {
    const { parameters } = invocation;
    const end = isOn(parameters, 'NoNewline') ? '' : '\n';
    const lines = await gathered(formattedLines(inputOf(invocation), widthOf(invocation)));
    const text = withByteOrderMark(lines.map((line) => line + end).join(''), parameters);
    await writeFile(invocation, text, { append: isOn(parameters, 'Append') });
    yield* [];
  },
};

function widthOf({ parameters, frame }: Invocation): number {
  return numberParameter(parameters, 'Width') ?? frame.state.host.width;
}

/** Writes the file of -Path, unless -WhatIf asks what would be. */
export async function writeFile(
  invocation: Invocation,
  content: string | Uint8Array,
  options: { readonly append: boolean },
): Promise<void> {
  const { parameters, frame, definition } = invocation;
  const file = textOf(parameters.get('Path') ?? null);
  const message = `Performing the operation "${definition.name}" on target "${file}".`;
  if (isWhatIf(invocation)) {
    frame.state.host.say(`What if: ${message}`);
    return;
  }
  if (!(await new Confirmation(invocation).allows({ caption: 'Confirm', message }))) return;
  const { host } = frame.state;
  await (typeof content === 'string'
    ? host.writeText(file, content, options)
    : host.writeBytes(file, content, options));
}
