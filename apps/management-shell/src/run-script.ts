import {
  ErrorRecord,
  FormatBlock,
  gathered,
  ParseError,
  toJson,
  type Shell,
  type Value,
} from '@mailyard/powershell';

import { ExitRequest } from './exit-command.js';

export interface RunOptions {
  readonly outputFormat: 'text' | 'json';
  readonly signal: AbortSignal;
}

/** Runs a script to its end; resolves to the exit code. */
export async function runScript(shell: Shell, script: string, options: RunOptions): Promise<number> {
  try {
    return await runCommands(shell, script, options);
  } catch (error) {
    if (error instanceof ExitRequest) return error.code;
    throw error;
  }
}

/** As runScript; `exit` is an ExitRequest. */
export async function runCommands(
  shell: Shell,
  script: string,
  { outputFormat, signal }: RunOptions,
): Promise<number> {
  const { state } = shell;
  const before = state.failures;
  try {
    const output = shell.run(script, signal);
    if (outputFormat === 'json') await showJson(output);
    else await state.host.show(output);
    return state.failures > before ? 1 : 0;
  } catch (error) {
    return exitCodeOf(error, shell);
  }
}

/** One document, whatever comes out: programs read it. */
async function showJson(output: AsyncIterable<Value>): Promise<void> {
  const values = await gathered(output);
  const objects = values.flatMap((value) => (value instanceof FormatBlock ? value.objects : [value]));
  process.stdout.write(
    `${JSON.stringify(
      objects.map((value) => toJson(value, depth)),
      null,
      2,
    )}\n`,
  );
}

const depth = 20;

function exitCodeOf(error: unknown, { state }: Shell): number {
  if (error instanceof ParseError) {
    state.host.error(new ErrorRecord(`${error.excerpt}\n${error.message}`));
    return 1;
  }
  // Ctrl-C: what was running knows.
  if (error instanceof Error && error.name === 'AbortError') return 130;
  throw error;
}
