import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';

import { oneOperand, type CommandLine } from './command.js';

/** The one FILE of a command. */
export function fileOperand(line: CommandLine): string {
  const file = oneOperand(line, 'FILE');
  return file === '-' ? '/dev/stdin' : whereTyped(file);
}

/** npm runs a command in the project's folder, while the name is meant where the user is. */
export function whereTyped(file: string): string {
  const { npm_lifecycle_event: script, INIT_CWD: cwd = '.' } = process.env;
  return script === 'organization' ? resolve(cwd, file) : file;
}

/** The file, and the passwords that it may name. */
export async function readOrganizationFile(file: string) {
  try {
    return { file, text: await readFile(file, 'utf8'), passwords: { ...process.env } };
  } catch (error) {
    throw new Error(`${file}: cannot be read: ${(error as Error).message}`, { cause: error });
  }
}
