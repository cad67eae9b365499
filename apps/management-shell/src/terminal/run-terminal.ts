import { ParseError, parse, type Shell } from '@mailyard/powershell';

import type { ApiOptions } from '../connection/local-api.js';
import { ExitRequest } from '../exit-command.js';
import { runCommands } from '../run-script.js';
import { openSession, type Session } from '../shell-session.js';
import { askForCredential, askToConfirm } from './answers.js';
import { Completion } from './completion.js';
import { readHistory, writeHistory } from './file-history.js';
import { ObjectNames } from './object-names.js';
import { TerminalLines } from './terminal-lines.js';

/** A shell in this terminal, until exit or Ctrl-D; resolves to the exit code. */
export async function runTerminal(api: ApiOptions): Promise<number> {
  let lines: TerminalLines | undefined;
  const ready = () => {
    if (lines === undefined) throw new Error('asked before the terminal is ready');
    return lines;
  };
  const asking = {
    confirm: (question: Parameters<typeof askToConfirm>[1]) => askToConfirm(ready(), question),
    credential: (userName?: string, message?: string) => askForCredential(ready(), userName, message),
    line: (prompt: string, isSecret: boolean) =>
      isSecret ? ready().askSecretly(prompt) : ready().ask(prompt),
  };
  const session = await openSession({ api, asking });
  const names = new ObjectNames(session.client);
  const completion = new Completion(session.shell, names);
  lines = new TerminalLines({
    history: await readHistory(),
    complete: (line) => completion.of(line),
    whenWordEnds: (line) => completion.foresee(line),
  });
  greet(session);
  try {
    return await readCommands(session, { lines, afterCommand: () => names.forget() });
  } finally {
    lines.close();
    await writeHistory(lines.history);
    await session.client.end();
  }
}

function greet({ catalogue: { server, serverRole, cmdlets } }: Session): void {
  const named = serverRole === 'Edge' ? `Edge Transport server ${server}` : server;
  process.stdout.write(`Mailyard management shell, ${named}: ${cmdlets.length} cmdlets.\n`);
  process.stdout.write('Get-Command lists them, Get-Help NAME explains one, Tab completes, exit leaves.\n\n');
}

interface Terminal {
  readonly lines: TerminalLines;
  readonly afterCommand: () => void;
}

async function readCommands(
  { shell, catalogue }: Session,
  { lines, afterCommand }: Terminal,
): Promise<number> {
  let running: AbortController | undefined;
  lines.onInterrupt(() => {
    if (running === undefined) lines.discard();
    else {
      running.abort();
      lines.giveUpQuestion();
    }
  });
  for (;;) {
    const script = await readScript(lines, `[${catalogue.server}] PS> `);
    if (script === undefined) return 0;
    if (script.trim() === '') continue;
    running = new AbortController();
    const exit = await runInterruptibly(shell, script, running.signal);
    running = undefined;
    afterCommand();
    if (exit !== undefined) return exit;
  }
}

/** Undefined unless the shell is to end. */
async function runInterruptibly(
  shell: Shell,
  script: string,
  signal: AbortSignal,
): Promise<number | undefined> {
  try {
    await runCommands(shell, script, { outputFormat: 'text', signal });
    return undefined;
  } catch (error) {
    if (error instanceof ExitRequest) return error.code;
    // A fault of ours ends the command, and not the session of whoever met it.
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    return undefined;
  }
}

/** Lines until they are a script, or none that more lines could mend. */
async function readScript(lines: TerminalLines, prompt: string): Promise<string | undefined> {
  let script = await lines.command(prompt);
  while (script !== undefined && wantsMore(script)) {
    const line = await lines.command('>> ');
    if (line === undefined) return undefined;
    // An empty line ends what is left open, as in PowerShell.
    if (line === '') return script;
    script += `\n${line}`;
  }
  return script;
}

function wantsMore(script: string): boolean {
  if (/(?:^|[^`])`$/.test(script)) return true;
  try {
    parse(script);
    return false;
  } catch (error) {
    if (error instanceof ParseError) return error.isIncomplete;
    throw error;
  }
}
