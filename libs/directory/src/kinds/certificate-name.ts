import { z } from 'zod';

/** `<I>issuer<S>subject`; pages about it print the marks in small letters, too. */
export const certificateName = z
  .string()
  .regex(/^<I>.+<S>.+$/i, 'must be <I>issuer<S>subject')
  .transform((name) => name.replace(/^<i>(.+)<s>/i, '<I>$1<S>'));
