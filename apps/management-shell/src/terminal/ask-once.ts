import { createInterface } from 'node:readline/promises';

import type { Asking } from '../node-host.js';
import { askForCredential, askToConfirm, type LineReader } from './answers.js';
import { Screen } from './screen.js';

/** Questions of a single command, asked at the terminal; what it writes may go elsewhere. */
const lines: LineReader = {
  ask: (prompt) => line(prompt, false),
  askSecretly: askSecretlyOnce,
};

export function askSecretlyOnce(prompt: string): Promise<string> {
  return line(prompt, true);
}

async function line(prompt: string, isSecret: boolean): Promise<string> {
  const screen = new Screen();
  const terminal = createInterface({ input: process.stdin, output: screen, terminal: true, historySize: 0 });
  try {
    process.stderr.write(prompt);
    screen.isMuted = isSecret;
    return await terminal.question('');
  } finally {
    terminal.close();
    if (isSecret) process.stderr.write('\n');
  }
}

export const askOnce: Asking = {
  confirm: (question) => askToConfirm(lines, question),
  line,
  credential: (userName, message) => askForCredential(lines, userName, message),
};
