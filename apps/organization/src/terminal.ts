import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';

/** Whether there is somebody who can be asked. */
function canAsk(): boolean {
  return process.stdin.isTTY && process.stdout.isTTY;
}

/** False as well where nobody can be asked. */
export async function confirm(question: string): Promise<boolean> {
  if (!canAsk()) return false;
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return /^\s*y(?:es)?\s*$/i.test(await terminal.question(`${question} [y/N] `));
  } finally {
    terminal.close();
  }
}

/** Typed twice and not shown, or, where nobody can be asked, the first line of the standard input. */
export async function readPassword(question: string): Promise<string> {
  if (!canAsk()) return (await text(process.stdin)).split(/\r?\n/, 1)[0] ?? '';
  const password = await ask(question);
  const again = await ask('Once more: ');
  if (again !== password) throw new Error('the two are not the same; nothing was changed');
  return password;
}

async function ask(question: string): Promise<string> {
  // The terminal shows what is written to it, and nothing of that is.
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  try {
    process.stderr.write(question);
    return await terminal.question('');
  } finally {
    terminal.close();
    process.stderr.write('\n');
  }
}
