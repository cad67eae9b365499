import { z } from 'zod';

/**
 * `attribute=value` with its operators and matching rules, RFC 4515 §3; a value has no bare parenthesis. An escape is a
 * character of ASCII: others stand as they are.
 */
const item =
  /^(?:[A-Za-z][\w-]*(?:[~<>]?=|(?::dn)?(?::[\w.-]+)?:=)|(?::dn)?:[\w.-]+:=)(?:[^()\\]|\\[0-7][\da-f])*$/i;

const depthMax = 50;

/** Whether a text is a filter of RFC 4515. */
export function isLdapFilter(text: string): boolean {
  return filterEnd(text, 0, 0) === text.length;
}

export const ldapFilter = z
  .string()
  .trim()
  .max(4096)
  .refine(
    isLdapFilter,
    String.raw`must be a filter of RFC 4515 such as (&(objectClass=user)(mail=*)), with ( ) \ * in values as \28 \29 \5c \2a`,
  );

/** Where the filter that begins at a place ends; -1 where none begins. */
function filterEnd(text: string, start: number, depth: number): number {
  if (text[start] !== '(' || depth > depthMax) return -1;
  const operator = text[start + 1] ?? '';
  if (operator === '!') return closed(text, filterEnd(text, start + 2, depth + 1));
  if (operator === '&' || operator === '|') return setEnd(text, start + 2, depth);
  const end = text.indexOf(')', start);
  return end !== -1 && item.test(text.slice(start + 1, end)) ? end + 1 : -1;
}

function setEnd(text: string, start: number, depth: number): number {
  // An empty set is true or false of everything (RFC 4526), which nobody means.
  let at = filterEnd(text, start, depth + 1);
  while (at !== -1 && text[at] === '(') at = filterEnd(text, at, depth + 1);
  return closed(text, at);
}

function closed(text: string, at: number): number {
  return at !== -1 && text[at] === ')' ? at + 1 : -1;
}
