import type { CommandDefinition, Invocation } from '../../command/command.js';
import { inputOf } from '../../command/input.js';
import { regularExpression } from '../../operators/regular-expression.js';
import { withinTime } from '../../operators/time-limit.js';
import { textOf } from '../../values/text.js';
import { itemsOf, Properties, PSObject, type Value } from '../../values/value.js';
import { inputObject, isOn, switchOf } from '../parameters.js';

export const selectString: CommandDefinition = {
  name: 'Select-String',
  synopsis: 'The lines of texts or files that have a pattern.',
  aliases: ['sls'],
  parameters: [
    {
      name: 'Pattern',
      type: 'string',
      multiple: true,
      mandatory: true,
      position: 1,
      description: 'Regular expressions.',
    },
    {
      name: 'Path',
      type: 'string',
      multiple: true,
      position: 2,
      aliases: ['LiteralPath'],
      description: 'Files to search.',
    },
    switchOf('SimpleMatch', 'The patterns are texts.'),
    switchOf('CaseSensitive', 'Case counts.'),
    switchOf('NotMatch', 'The lines that have none of them.'),
    switchOf('Quiet', 'Only whether there is one.'),
    switchOf('List', 'Only the first line of each file.'),
    inputObject,
  ],
  examples: [
    { command: "Get-Content relay.log | Select-String '550 5.7'", description: 'What was refused.' },
  ],
  async *run(invocation) {
    const { parameters } = invocation;
    const fits = patternOf(invocation);
    let found = false;
    for await (const source of sourcesOf(invocation)) {
      for (const [i, line] of source.lines.entries()) {
        if (fits(line) === isOn(parameters, 'NotMatch')) continue;
        found = true;
        if (isOn(parameters, 'Quiet')) break;
        yield matchInfo(line, i + 1, source.path);
        if (isOn(parameters, 'List')) break;
      }
    }
    if (isOn(parameters, 'Quiet')) yield found;
  },
};

interface Source {
  readonly path: string | undefined;
  readonly lines: readonly string[];
}

async function* sourcesOf(invocation: Invocation): AsyncGenerator<Source> {
  const paths = itemsOf(invocation.parameters.get('Path') ?? null).map(textOf);
  for (const path of paths) {
    const text = await invocation.frame.state.host.readText(path);
    yield { path, lines: text.replace(/\r?\n$/, '').split(/\r?\n/) };
  }
  if (paths.length > 0) return;
  for await (const item of inputOf(invocation)) yield { path: undefined, lines: [textOf(item)] };
}

function patternOf({ parameters }: Invocation): (line: string) => boolean {
  const isSimple = isOn(parameters, 'SimpleMatch');
  const flags = isOn(parameters, 'CaseSensitive') ? '' : 'i';
  const expressions = itemsOf(parameters.get('Pattern') ?? null).map((pattern) =>
    regularExpression(
      isSimple ? textOf(pattern).replace(/[\\^$.*+?()[\]{}|]/g, '\\$&') : textOf(pattern),
      flags,
    ),
  );
  return (line) =>
    expressions.some((expression) => withinTime(expression, line, () => expression.test(line)));
}

function matchInfo(line: string, number: number, path: string | undefined): Value {
  return new PSObject(
    new Properties([
      ['Line', line],
      ['LineNumber', number],
      ['Path', path ?? 'InputStream'],
    ]),
    {
      typeNames: ['Microsoft.PowerShell.Commands.MatchInfo'],
      text: path === undefined ? line : `${path}:${number}:${line}`,
      columns: path === undefined ? ['Line'] : ['Path', 'LineNumber', 'Line'],
    },
  );
}
