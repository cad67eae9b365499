import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What a service shows to another one, and the CA that made it. */
export interface Certificate {
  readonly cert: Buffer;
  readonly key: Buffer;
  readonly ca: Buffer;
}

export async function certificateIn(pkiDir: string): Promise<Certificate> {
  const [cert, key, ca] = await Promise.all(
    ['internal.crt', 'internal.key', 'ca.crt'].map((name) => readFile(join(pkiDir, name))),
  );
  if (cert === undefined || key === undefined || ca === undefined) {
    throw new Error(`no certificates in ${pkiDir}`);
  }
  return { cert, key, ca };
}
