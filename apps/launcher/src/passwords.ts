import { randomInt } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface Passwords {
  /** For the environment of the services. */
  readonly env: NodeJS.ProcessEnv;
  /** What a person has to be told. */
  readonly notes: readonly string[];
}

/** Nobody chooses passwords for a trial, and none may be the same everywhere: they are made at the first start. */
export async function passwords(environment: NodeJS.ProcessEnv, dataDir: string): Promise<Passwords> {
  const admin = await adminPassword(environment, dataDir);
  const demo = demoPassword(environment, dataDir);
  return { env: { ...admin.env, ...demo.env }, notes: [...admin.notes, ...demo.notes] };
}

async function adminPassword(environment: NodeJS.ProcessEnv, dataDir: string): Promise<Passwords> {
  const given = environment['MAILYARD_ADMIN_PASSWORD'];
  if (given !== undefined) {
    return { env: {}, notes: ['web user admin, password from MAILYARD_ADMIN_PASSWORD'] };
  }
  const file = join(dataDir, 'admin-password');
  if (existsSync(file)) {
    const kept = (await readFile(file, 'utf8')).trim();
    return { env: { MAILYARD_ADMIN_PASSWORD: kept }, notes: [`web user admin, password in ${file}`] };
  }
  const password = newPassword();
  await writeFile(file, `${password}\n`, { mode: 0o600 });
  return {
    env: { MAILYARD_ADMIN_PASSWORD: password },
    notes: [`web user admin, password ${password} (kept in ${file})`],
  };
}

/** Only the start that makes the example mailboxes needs it; the directory keeps a hash. */
function demoPassword(environment: NodeJS.ProcessEnv, dataDir: string): Passwords {
  const firstStart = !existsSync(join(dataDir, 'redis'));
  if (!firstStart || environment['MAILYARD_DEMO_PASSWORD'] !== undefined) return { env: {}, notes: [] };
  const password = newPassword();
  return {
    env: { MAILYARD_DEMO_PASSWORD: password },
    notes: [`mailboxes of the example organization, password ${password} (shown only now)`],
  };
}

/** 20 characters of 32: 100 bits, without those that look alike. */
function newPassword(): string {
  const alphabet = 'abcdefghijkmnpqrstuvwxyz23456789';
  return Array.from({ length: 20 }, () => alphabet[randomInt(alphabet.length)]).join('');
}
