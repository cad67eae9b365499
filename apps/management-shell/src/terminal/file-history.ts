import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

const linesMax = 1000;

/** What may tell a secret stays out of the file. */
const secret = /password|secret|token|credential\s+\S*:|ConvertTo-SecureString/i;

function historyFile(): string {
  const state = process.env['XDG_STATE_HOME'] ?? join(homedir(), '.local/state');
  return join(state, 'mailyard/shell-history');
}

/** The newest first, as readline has it. */
export async function readHistory(): Promise<string[]> {
  try {
    const lines = (await readFile(historyFile(), 'utf8')).split('\n');
    return lines.filter((line) => line !== '').toReversed();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** A home that cannot be written to costs the history, and nothing else. */
export async function writeHistory(newestFirst: readonly string[]): Promise<void> {
  const lines = newestFirst.filter((line) => !secret.test(line)).slice(0, linesMax);
  try {
    await mkdir(dirname(historyFile()), { recursive: true, mode: 0o700 });
    await writeFile(
      historyFile(),
      lines
        .toReversed()
        .map((line) => `${line}\n`)
        .join(''),
      { mode: 0o600 },
    );
  } catch (error) {
    process.stderr.write(
      `The history was not kept: ${error instanceof Error ? error.message : String(error)}\n`,
    );
  }
}
