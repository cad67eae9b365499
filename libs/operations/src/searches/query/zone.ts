import { z } from 'zod';

/** A time zone by its IANA name. */
export const zone = z
  .string()
  .max(64)
  .refine((name) => isZone(name), 'must be a time zone such as Europe/Berlin')
  .default('UTC');

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    // RangeError: there is none of that name, which the schema says.
    return false;
  }
}
