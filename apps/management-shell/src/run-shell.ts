import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';

import { TerminatingError } from '@mailyard/powershell';

import { parseCommandLine, usage, UsageError, type CommandLine } from './command-line.js';
import { runScript } from './run-script.js';
import { openSession } from './shell-session.js';

/** Resolves to the exit code. */
export async function runShell(words: readonly string[]): Promise<number> {
  try {
    const line = parseCommandLine(words);
    if (line.wantsHelp) {
      process.stdout.write(usage);
      return 0;
    }
    return await (isInteractive(line) ? interactive(line) : scripted(line));
  } catch (error) {
    return failed(error);
  }
}

/** A terminal at both ends, and nothing else to run. */
function isInteractive({ command, file, isNonInteractive }: CommandLine): boolean {
  return (
    command === undefined &&
    file === undefined &&
    !isNonInteractive &&
    process.stdin.isTTY &&
    process.stdout.isTTY
  );
}

async function interactive({ api }: CommandLine): Promise<number> {
  const [{ runTerminal }, { askSecretlyOnce }] = await Promise.all([
    import('./terminal/run-terminal.js'),
    import('./terminal/ask-once.js'),
  ]);
  return await runTerminal({ ...api, askSecretly: askSecretlyOnce });
}

async function scripted(line: CommandLine): Promise<number> {
  const script = line.command ?? (await scriptIn(line.file ?? '-'));
  const canAsk = !line.isNonInteractive && process.stdin.isTTY && process.stderr.isTTY;
  const terminal = canAsk ? await import('./terminal/ask-once.js') : undefined;
  const { shell, client } = await openSession({
    api: { ...line.api, askSecretly: terminal?.askSecretlyOnce },
    ...(terminal && { asking: terminal.askOnce }),
  });
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  try {
    return await runScript(shell, script, { outputFormat: line.outputFormat, signal: stop.signal });
  } finally {
    await client.end();
  }
}

async function scriptIn(file: string): Promise<string> {
  const content = file === '-' ? await text(process.stdin) : await readFile(file, 'utf8');
  return content.replace(/^\ufeff/, '').replace(/^#![^\n]*/, '');
}

function failed(error: unknown): number {
  if (error instanceof UsageError) {
    process.stderr.write(`${error.message} -Help tells what there is.\n`);
    return 2;
  }
  const isExpected = error instanceof TerminatingError || (error instanceof Error && 'code' in error);
  if (!isExpected) throw error;
  process.stderr.write(`${error.message}\n`);
  return 1;
}
