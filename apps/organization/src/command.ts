import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

import type { RunningOrganization } from './running-organization.js';

/** Does what its name says and resolves to the exit code. */
export type Command = (args: readonly string[], running: RunningOrganization) => Promise<number>;

export const usage = `Usage: npm run -s organization -- COMMAND

  plan FILE                     what applying FILE would change; exit code 0: nothing, 2: something, 1: a bad file
  apply FILE [--revision N]     all of it or, if the organization is not at revision N or changes meanwhile, nothing
  export                        the organization as a file, without passwords
  explain --port PORT --from ADDRESS [--local ADDRESS] [--to RECIPIENT] [--server NAME]
                                which Receive connector serves such a connection, and why

FILE may be - for the standard input.`;

/** A command line that says nothing useful. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}

type Values<Name extends string> = Readonly<Partial<Record<Name, string>>>;

export interface CommandLine<Name extends string> {
  readonly values: Values<Name>;
  readonly positionals: readonly string[];
}

/** Options all take a value. */
export function commandLine<const Name extends string>(
  args: readonly string[],
  names: readonly Name[],
): CommandLine<Name> {
  const options = Object.fromEntries(names.map((name) => [name, { type: 'string' as const }]));
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    return { values: values as Values<Name>, positionals };
  } catch (error) {
    throw new CommandError((error as Error).message);
  }
}

/** The one FILE of a command; npm runs it in the project's folder, while the name is meant where the user is. */
export function fileArgument([file, ...rest]: readonly string[]): string {
  if (file === undefined || rest.length > 0) throw new CommandError('one FILE is needed');
  if (file === '-') return '/dev/stdin';
  const { npm_lifecycle_event: script, INIT_CWD: cwd = '.' } = process.env;
  return script === 'organization' ? resolve(cwd, file) : file;
}

export function numberOption(name: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (!/^\d{1,9}$/.test(value)) throw new CommandError(`--${name} must be a number, not ${value}`);
  return Number(value);
}

export function say(...lines: readonly string[]): void {
  for (const line of lines) process.stdout.write(`${line}\n`);
}
