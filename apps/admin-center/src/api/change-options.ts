import { OperationInputError } from '@mailyard/operations';
import type { Request } from 'express';
import { z } from 'zod';

/** `?validateOnly`, `?validateOnly=true`. */
export const flag = z
  .enum(['true', 'false', ''])
  .default('false')
  .transform((text) => text !== 'false');

/** What If-Match says (RFC 9110 §13.1.1): nothing, or the revision that a change is made of. */
export function ifRevision({ headers }: Request): { readonly ifRevision?: number } {
  const match = headers['if-match']?.trim();
  if (match === undefined || match === '*') return {};
  const revision = /^"(\d+)"$/.exec(match)?.[1];
  if (revision === undefined) throw new OperationInputError('If-Match must be an ETag of this API');
  return { ifRevision: Number(revision) };
}
