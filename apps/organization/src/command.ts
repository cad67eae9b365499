import { parseArgs } from 'node:util';

import type { Operation } from '@mailyard/operations/operation';
import type { z } from 'zod';

export interface Option {
  readonly name: string;
  /** What stands for its value in the help; an option without one is a switch. */
  readonly value?: string;
  /** May be given more than once. */
  readonly multiple?: boolean;
  readonly help: string;
}

/** Gives an order to the Mailyard that runs, in the name of whoever typed it. */
export type Ordering = <Input extends z.ZodType, Output extends z.ZodType>(
  operation: Operation<Input, Output>,
  input: unknown,
) => Promise<z.output<Output>>;

/** What was typed behind a command's name. */
export interface CommandLine {
  readonly operands: readonly string[];
  /** The values of an option, as often as it was given. */
  values(name: string): readonly string[];
  value(name: string): string | undefined;
  has(name: string): boolean;
}

export interface Command {
  /** One word or two: `plan`, `mailbox add`. */
  readonly name: string;
  /** The operands as the help shows them: `FILE`, `[QUEUE]`. */
  readonly operands: string;
  readonly summary: string;
  readonly options: readonly Option[];
  /** What to exit with when the command line is wrong; `plan` says something else with 2. */
  readonly usageExitCode?: number;
  /** Checks the line, before anything is connected to, and says what is to be done; that resolves to the exit code. */
  prepare(line: CommandLine): (order: Ordering) => Promise<number>;
}

/** A command line that says nothing useful; one line that says why. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}

export function parseCommandLine({ options }: Command, args: readonly string[]): CommandLine {
  const known = Object.fromEntries(
    options.map(({ name, value }) => [
      name,
      { type: value === undefined ? ('boolean' as const) : ('string' as const), multiple: true },
    ]),
  );
  try {
    const { values, positionals } = parseArgs({ args: [...args], options: known, allowPositionals: true });
    const given = (name: string) => (values[name] ?? []) as readonly (string | boolean)[];
    const texts = (name: string) => given(name).map(String);
    for (const { name, multiple } of options) {
      if (multiple !== true && given(name).length > 1) throw new Error(`--${name} is given twice`);
    }
    return {
      operands: positionals,
      values: texts,
      value: (name) => texts(name)[0],
      has: (name) => given(name).length > 0,
    };
  } catch (error) {
    throw new CommandError((error as Error).message.split(/\. |\n/, 1)[0] ?? '');
  }
}

/** The one operand of a command. */
export function oneOperand({ operands: [only, ...rest] }: CommandLine, what: string): string {
  if (only === undefined || rest.length > 0) throw new CommandError(`one ${what} is needed`);
  return only;
}

export function noOperand({ operands }: CommandLine): void {
  if (operands.length > 0) throw new CommandError(`${operands[0]} is not expected`);
}

export function numberOption(line: CommandLine, name: string): number | undefined {
  const value = line.value(name);
  if (value === undefined) return undefined;
  if (!/^\d{1,9}$/.test(value)) throw new CommandError(`--${name} must be a number, not ${value}`);
  return Number(value);
}

export function say(lines: readonly string[]): void {
  if (lines.length > 0) process.stdout.write(`${lines.join('\n')}\n`);
}
