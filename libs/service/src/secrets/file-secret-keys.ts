import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, open, readFile, rename, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { z } from 'zod';

import { withFileLock } from '../files/file-lock.js';
import { isCode } from '../files/system-error.js';
import { keyIdOf, openText, sealText, type OpenedSecret, type SecretKey } from './sealed-text.js';

/** The newest one last. */
const keyFile = z.strictObject({
  keys: z
    .array(z.strictObject({ id: z.string().regex(/^[\da-f]{8}$/), made: z.iso.datetime(), key: z.base64() }))
    .min(1),
});

type KeyFile = z.infer<typeof keyFile>;

const keyBytes = 32;
const lockOptions = { deadlineMs: 30_000, staleMs: 5_000 };

/** Where the keys are, in the data directory: beside certificates and mailboxes, and not in Redis. */
export function secretsFolder({ dataDir }: { readonly dataDir: string }): string {
  return join(dataDir, 'secrets');
}

/**
 * The keys that the organization's secrets are sealed with, in a file which its hubs and its administrators share. Whoever
 * has Redis, its files or a copy of them, has no secret.
 */
export class SecretKeys {
  readonly file: string;
  #known: readonly SecretKey[] = [];

  constructor(private readonly folder: string) {
    this.file = join(folder, 'keys.json');
  }

  /** Whether there is a file. */
  async exist(): Promise<boolean> {
    return (await this.#read()) !== undefined;
  }

  /** Makes the first key if there is none. */
  async ensure(): Promise<void> {
    if (!(await this.exist())) await this.#add((keys) => keys.length === 0);
  }

  /** With the newest key; there must be one. `boundTo` names what the secret belongs to. */
  async seal(secret: string, boundTo: string): Promise<string> {
    const newest = (await this.#read())?.at(-1);
    if (newest === undefined) throw new Error(`there is no ${this.file}`);
    return sealText(secret, newest, boundTo);
  }

  async open(sealed: string, boundTo: string): Promise<OpenedSecret> {
    const id = keyIdOf(sealed);
    if (id === undefined) return { kind: 'closed', reason: 'it is no sealed text' };
    const known = this.#known.find((key) => key.id === id);
    // Another process may have added one, or another machine's file been put in the place of ours.
    const key = known ?? (await this.#read())?.find((each) => each.id === id);
    if (key !== undefined) return openText(sealed, key, boundTo);
    return { kind: 'closed', reason: `the key ${id} is not in ${this.file}` };
  }

  /** Whether a key is in the file at this moment; one that was read before opens also when it is not. */
  async has(id: string): Promise<boolean> {
    const content = await readKeyFile(this.file);
    return content?.keys.some((key) => key.id === id) === true;
  }

  /** Adds a key, with which is sealed from now on. */
  async rotate(): Promise<void> {
    await this.#add(() => true);
  }

  /** Keeps only the newest key. */
  async forgetOlder(): Promise<number> {
    return this.#locked(async () => {
      const { keys } = (await readKeyFile(this.file)) ?? { keys: [] };
      if (keys.length > 1) await this.#write({ keys: keys.slice(-1) });
      return Math.max(0, keys.length - 1);
    });
  }

  async #read(): Promise<readonly SecretKey[] | undefined> {
    const content = await readKeyFile(this.file);
    this.#known = (content?.keys ?? []).map(({ id, key }) => ({ id, key: Buffer.from(key, 'base64') }));
    return content === undefined ? undefined : this.#known;
  }

  async #add(wanted: (keys: KeyFile['keys']) => boolean): Promise<void> {
    await this.#locked(async () => {
      const { keys } = (await readKeyFile(this.file)) ?? { keys: [] };
      if (wanted(keys)) await this.#write({ keys: [...keys, newKey()] });
    });
  }

  async #locked<T>(work: () => Promise<T>): Promise<T> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    await chmod(this.folder, 0o700);
    await giveToOwner(this.folder, this.folder);
    return withFileLock(join(this.folder, '.lock'), lockOptions, work);
  }

  /** On disk before anything is sealed with it: a secret whose key is lost is lost. */
  async #write(content: KeyFile): Promise<void> {
    const draft = `${this.file}.new`;
    const file = await open(draft, 'w', 0o600);
    try {
      await file.writeFile(`${JSON.stringify(content, undefined, 2)}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    await giveToOwner(draft, this.folder);
    await rename(draft, this.file);
    await syncFolder(this.folder);
    await this.#read();
  }
}

/** What root's command makes is for the account of the services, whose the data directory is. */
async function giveToOwner(path: string, folder: string): Promise<void> {
  if (process.geteuid?.() !== 0) return;
  const { uid, gid } = await stat(dirname(folder));
  await chown(path, uid, gid);
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

function newKey(): KeyFile['keys'][number] {
  const key = randomBytes(keyBytes).toString('base64');
  return { id: randomBytes(4).toString('hex'), made: new Date().toISOString(), key };
}

/** Undefined: it is not there. Throws when it cannot be used, and never says what is in it. */
async function readKeyFile(path: string): Promise<KeyFile | undefined> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (isCode(error, 'ENOENT')) return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  const { data } = keyFile.safeParse(parseJson(text));
  const isUsable = data?.keys.every(({ key }) => Buffer.from(key, 'base64').length === keyBytes) === true;
  if (data === undefined || !isUsable) throw new Error(`${path} has no keys that can be used`);
  return data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The error would quote it.
    return undefined;
  }
}
