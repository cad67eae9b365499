import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

import { eventually } from '@mailyard/testing';

import { repository, type Site } from './site.js';

const program = join(repository, 'apps/management-shell/dist/main.js');

export interface ShellResult {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

/** Runs the management shell as a program, on the stack of a site. */
export async function shellCommand(
  site: Site,
  words: readonly string[],
  input?: string,
): Promise<ShellResult> {
  return await ended(started(site, process.execPath, [program, ...words]), input);
}

/** A line of a page, `npm run -s shell -- …`, as a person's own shell reads it. */
export async function shellLine(site: Site, line: string): Promise<ShellResult> {
  return await ended(started(site, 'sh', ['-c', `'${process.execPath}' '${program}' ${wordsOf(line)}`]));
}

const wordsOf = (line: string): string => line.replace(/^npm run -s shell -- /, '');

async function ended(child: ChildProcessWithoutNullStreams, input?: string): Promise<ShellResult> {
  const output: string[] = [];
  const errors: string[] = [];
  child.stdout.setEncoding('utf8').on('data', (text: string) => output.push(text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => errors.push(text));
  child.stdin.end(input);
  await once(child, 'close');
  return { code: child.exitCode, output: output.join(''), errors: errors.join('') };
}

/** The management shell in a terminal, as a person has it: util-linux's script makes one. */
export class ShellTerminal {
  private shown = '';

  private constructor(private readonly child: ChildProcessWithoutNullStreams) {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      this.shown += text;
    });
  }

  static open(site: Site): Promise<ShellTerminal> {
    return ShellTerminal.start(site, '', /PS> /);
  }

  /** A line of a page whose command asks before it does something. */
  static asked(site: Site, line: string, question: RegExp): Promise<ShellTerminal> {
    return ShellTerminal.start(site, wordsOf(line), question);
  }

  private static async start(site: Site, words: string, until: RegExp): Promise<ShellTerminal> {
    const command = `stty cols 100; '${process.execPath}' '${program}' ${words}`;
    const terminal = new ShellTerminal(started(site, 'script', ['-qec', command, '/dev/null']));
    await terminal.shows(until);
    return terminal;
  }

  /** Types, and waits for what the terminal shows from there on. */
  async type(keys: string, until: RegExp): Promise<string> {
    this.shown = '';
    this.child.stdin.write(keys);
    return await this.shows(until);
  }

  /** Types what ends the shell. */
  async close(keys = 'exit\r'): Promise<number | null> {
    const closed = once(this.child, 'close');
    this.child.stdin.write(keys);
    await closed;
    return this.child.exitCode;
  }

  private shows(until: RegExp): Promise<string> {
    return eventually(
      () => {
        const text = stripVTControlCharacters(this.shown);
        if (!until.test(text)) throw new Error(`the terminal shows ${JSON.stringify(text)}`);
        return text;
      },
      { deadlineMs: 15_000 },
    );
  }
}

function started(site: Site, command: string, args: readonly string[]): ChildProcessWithoutNullStreams {
  return spawn(command, args, {
    cwd: site.scratchDir,
    env: { ...process.env, ...site.env, XDG_STATE_HOME: site.scratchDir, TERM: 'xterm' },
  });
}
