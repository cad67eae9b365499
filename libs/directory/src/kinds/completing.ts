import { z } from 'zod';

import type { Written } from './text-form.js';

/** A schema that fills in what depends on other parameters, before it judges an object. */
export function completing<T extends z.ZodType>(
  schema: T,
  complete: (written: Written) => Written,
): z.ZodType<Readonly<z.output<T>>, z.input<T>> {
  const isObject = (written: unknown): written is Written =>
    typeof written === 'object' && written !== null && !Array.isArray(written);
  const completed = z.preprocess((written) => (isObject(written) ? complete(written) : written), schema);
  // A preprocessed schema takes anything, as far as its type says.
  return completed.readonly() as unknown as z.ZodType<Readonly<z.output<T>>, z.input<T>>;
}
