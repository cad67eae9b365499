import { z } from 'zod';

import { brokenRules, ruleIssue } from '../rules/broken-rules.js';

/** Given when the object is made, never changed; queues, logs and other objects refer to it. */
export const guid = z.guid().describe('Identity of the object, given when it is made.');

const nameMax = 64;

function nameProblem({ length }: string) {
  if (length === 0) return brokenRules.N1();
  return length > nameMax ? brokenRules.N2(length) : undefined;
}

/** Unique among the objects of its kind, compared without regard to case; fit to be the name of a folder. */
export const objectName = z
  .string()
  .superRefine((name, context) => {
    const broken = nameProblem(name);
    if (broken !== undefined) context.addIssue({ code: 'custom', ...ruleIssue(broken) });
  })
  .meta({ minLength: 1, maxLength: nameMax })
  .regex(/^(?!\.)[^\p{Cc}\\/*]*$/u, 'must not begin with a dot nor contain \\ / * or control characters')
  .describe('Unique name, at most 64 characters.');

/** A list, or its members as one text joined by commas, as the shell prints it. */
export function listOf<T extends z.ZodType>(member: T) {
  return z.preprocess(
    (value) => (typeof value === 'string' ? value.split(',').map((item) => item.trim()) : value),
    z.array(member).readonly(),
  );
}

/** One of Exchange's values, in any case of its letters, or an unambiguous beginning of one, which its shell takes, too. */
export function oneOf<const T extends readonly [string, ...string[]]>(values: T) {
  return z.preprocess((value) => {
    if (typeof value !== 'string' || value === '') return value;
    const possible = values.filter((known) => known.toLowerCase().startsWith(value.toLowerCase()));
    const whole = possible.find(({ length }) => length === value.length);
    return whole ?? (possible.length === 1 ? possible[0] : value);
  }, z.enum(values));
}
