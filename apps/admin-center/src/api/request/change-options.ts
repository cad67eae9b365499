import { OperationInputError } from '@mailyard/operations';
import type { Request } from 'express';
import { z } from 'zod';

/** `?validateOnly`, `?validateOnly=true`. */
export const flag = z
  .enum(['true', 'false', ''])
  .default('false')
  .transform((text) => text !== 'false');

/** Of whom If-Match is when it names tags: a weak one is none of ours, and would never match (RFC 9110 §13.1.1). */
const noTag = 'If-Match must be an ETag of this API';

/** What If-Match says where a change is one of the organization: nothing, or the revision that it is made of. */
export function ifRevision(request: Request): { readonly ifRevision?: number } {
  const [tag, ...others] = tagsIn(request);
  if (tag === undefined) return {};
  if (!/^\d{1,15}$/.test(tag) || others.length > 0) throw new OperationInputError(noTag);
  return { ifRevision: Number(tag) };
}

/** What If-Match says where a change is one of an object that is there: nothing, or the tags that it may have. */
export function ifTag(request: Request): { readonly ifTag?: readonly string[] } {
  const tags = tagsIn(request);
  return tags.length === 0 ? {} : { ifTag: tags };
}

function tagsIn({ headers }: Request): readonly string[] {
  const match = headers['if-match']?.trim();
  if (match === undefined || match === '*') return [];
  return match.split(',').map((text) => {
    const tag = /^"([^"]*)"$/.exec(text.trim())?.[1];
    if (tag === undefined) throw new OperationInputError(noTag);
    return tag;
  });
}

/** What an order is to do is in its body: what somebody says behind the question mark would do nothing. */
export function requireNoQuery({ query }: Request): void {
  const [name] = Object.keys(query);
  if (name !== undefined) throw new OperationInputError(`?${name}: what is ordered is said in the body`);
}
