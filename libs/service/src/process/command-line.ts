import { z } from 'zod';

import { settingsVariables } from '../settings/settings.js';

/** What a program of ours is, for whoever asks it with `--help`. */
export interface Program {
  readonly name: string;
  /** A sentence. */
  readonly summary: string;
}

/** What a program says instead of starting, and the exit code that goes with it. */
export interface Answer {
  readonly text: string;
  readonly code: 0 | 2;
}

const helpWords: ReadonlySet<string> = new Set(['--help', '-h', '-?', '/?']);

/** Services take no words: whoever writes some wants to know, or is wrong. Undefined: there are none, it may start. */
export function answerToWords(program: Program, words: readonly string[]): Answer | undefined {
  const [first] = words;
  if (first === undefined) return undefined;
  if (words.some((word) => helpWords.has(word))) return { text: helpOf(program), code: 0 };
  return {
    text: `${program.name} takes no words such as ${first}: its settings are environment variables, --help lists them`,
    code: 2,
  };
}

/** Answers the words of this process, if there are any, and ends it. */
export function answerCommandLine(program: Program): void {
  const answer = answerToWords(program, process.argv.slice(2));
  if (answer === undefined) return;
  const stream = answer.code === 0 ? process.stdout : process.stderr;
  stream.on('error', () => undefined); // `… --help | head`: whoever reads may have enough before the end.
  stream.write(`${answer.text}\n`);
  process.exit(answer.code);
}

function helpOf({ name, summary }: Program): string {
  const { properties = {} } = z.toJSONSchema(settingsVariables, { io: 'output', unrepresentable: 'any' });
  const variables = Object.entries(properties).map(([variable, schema]) => {
    const { description = '', default: fallback } = schema as z.core.JSONSchema.BaseSchema;
    const unless = fallback === undefined ? '' : ` (${JSON.stringify(fallback)})`;
    return `  ${variable}${unless}\n      ${description}`;
  });
  return [
    `${name}: ${summary}`,
    'It takes no words. Its settings are these environment variables, of which docs/configuration.md tells more:',
    ...variables,
  ].join('\n\n');
}
