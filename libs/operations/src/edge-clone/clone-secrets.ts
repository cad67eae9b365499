import { createHash, randomBytes, scrypt } from 'node:crypto';

import { passwordHash } from '@mailyard/directory';
import { openText, sealText, type SecretKey } from '@mailyard/service';
import { z } from 'zod';

import { OperationInputError } from '../operation.js';

/** What nobody may read who finds the file: passwords of Send connectors by their variables, and hashes of accounts by login. */
export const cloneSecrets = z
  .strictObject({
    passwords: z.record(z.string(), z.string()),
    hashes: z.record(z.string(), passwordHash),
  })
  .readonly();

export type CloneSecrets = z.output<typeof cloneSecrets>;

export const sealedSecrets = z.strictObject({ salt: z.base64(), text: z.string() }).readonly();

type SealedSecrets = z.output<typeof sealedSecrets>;

/** What an administrator says for a key; Exchange’s is of 32 characters. */
export const cloneKey = z
  .string()
  .min(12, 'must have 12 characters at least')
  .max(1024)
  .describe('What the secrets of the file are encrypted with; 12 characters at least.');

/** By the key, and bound to all else that the file says: nobody sends a password to a smart host that was put in later. */
export async function sealSecrets(
  secrets: CloneSecrets,
  key: string,
  others: unknown,
): Promise<SealedSecrets> {
  const salt = randomBytes(16).toString('base64');
  return {
    salt,
    text: sealText(JSON.stringify(secrets), await secretKey(key, salt), digestOf(others)),
  };
}

/** Throws OperationInputError when the key does not fit, or when the file has been changed. */
export async function openSecrets(
  { salt, text }: SealedSecrets,
  key: string,
  others: unknown,
): Promise<CloneSecrets> {
  const opened = openText(text, await secretKey(key, salt), digestOf(others));
  if (opened.kind === 'opened') return cloneSecrets.parse(JSON.parse(opened.secret));
  throw new OperationInputError(
    'Key does not fit CloneConfigData, or the file was changed since it was made',
  );
}

/** RFC 7914, with the cost of a login’s hash: a key that people can say is one that can be guessed at. */
function secretKey(key: string, salt: string): Promise<SecretKey> {
  const cost = { N: 32_768, r: 8, p: 1, maxmem: 64 * 1_048_576 };
  return new Promise((resolve, reject) => {
    scrypt(key.normalize('NFC'), Buffer.from(salt, 'base64'), 32, cost, (error, derived) => {
      if (error === null) resolve({ id: 'clone', key: derived });
      else reject(error);
    });
  });
}

function digestOf(others: unknown): string {
  return createHash('sha256').update(JSON.stringify(others)).digest('base64');
}
