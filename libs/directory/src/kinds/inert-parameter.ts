import { isDeepStrictEqual } from 'node:util';

import { z } from 'zod';

/** Marks a parameter that is taken and kept, so that an exported object can be applied whole, and does nothing. */
export function inert<T extends z.ZodType>(schema: T, why: string): T {
  // The reference page is made from the schema.
  return schema.meta({ ...schema.meta(), inert: true, description: `No effect: ${why}.` });
}

/** Tells which of such parameters somebody has set, in the belief that they do something. */
export function inertSettingsOf<const T extends z.ZodRawShape>(parameters: T) {
  const names = Object.keys(parameters) as readonly (keyof T & string)[];
  const defaults = z.object(parameters).parse({}) as Readonly<Record<string, unknown>>;
  return (object: Readonly<Partial<Record<keyof T, unknown>>>): readonly (keyof T & string)[] =>
    names.filter((name) => !isDeepStrictEqual(object[name], defaults[name]));
}
