import { createHash } from 'node:crypto';

import type { KeptObject } from '@mailyard/directory';

/** Objects never change: a change makes another one. */
const tags = new WeakMap<KeptObject, string>();

/**
 * What an object as it is kept, secrets included, is told apart by from what it was and will be; the same in every process.
 * It says nothing of the object.
 */
export function objectTag(object: KeptObject): string {
  const known = tags.get(object);
  if (known !== undefined) return known;
  const tag = createHash('sha256').update(JSON.stringify(object)).digest('base64url');
  tags.set(object, tag);
  return tag;
}
