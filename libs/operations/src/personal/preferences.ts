import { z } from 'zod';

const nameMax = 64;
/** Of one; a list of columns has some hundred. */
const valueMax = 4_096;
export const preferencesMax = 200;

export const preferenceName = z
  .string()
  .regex(/^[\w.-]+$/, 'letters, digits, - _ and . only')
  .max(nameMax);

/** What a page is told of: any JSON, which means something to it alone. */
export const preferences = z.record(preferenceName, z.unknown()).readonly();

export const preferenceText = (value: unknown): string => JSON.stringify(value);

export const isTooLong = (text: string): boolean => text.length > valueMax;

export function preferencesOf(kept: Readonly<Record<string, string>>): z.output<typeof preferences> {
  return Object.fromEntries(
    Object.entries(kept).map(([name, text]) => [name, JSON.parse(text) as unknown] as const),
  );
}
