import { randomInt } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { Settings } from '@mailyard/service';

/** The one account of the web pages. */
export const adminUser = 'admin';

/**
 * MAILYARD_ADMIN_PASSWORD, or what an earlier start left in the data directory, or a new one that is shown once:
 * there is no password that is the same everywhere, and never none.
 */
export async function adminPassword(
  { adminPassword: given, dataDir }: Pick<Settings, 'adminPassword' | 'dataDir'>,
  show: (line: string) => void,
): Promise<string> {
  if (given !== undefined) return given;
  const file = join(dataDir, 'admin-password');
  const kept = (await readIfThere(file)).trim();
  if (kept !== '') return kept;
  const made = newPassword();
  await mkdir(dataDir, { recursive: true, mode: 0o750 });
  await writeFile(file, `${made}\n`, { mode: 0o600 });
  show(`Password of ${adminUser} (web pages): ${made}   (made at this first start and kept in ${file})`);
  return made;
}

async function readIfThere(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}

/** 20 characters of 32: 100 bits, without those that look alike. */
function newPassword(): string {
  const alphabet = 'abcdefghijkmnpqrstuvwxyz23456789';
  return Array.from({ length: 20 }, () => alphabet[randomInt(alphabet.length)]).join('');
}
