import { OperationInputError } from '@mailyard/operations';
import { formatProblem, problemsOf } from '@mailyard/schema';
import type { z } from 'zod';

/** What a request says, once its form is right. */
export function parsedBody<T extends z.ZodType>(schema: T, given: unknown): z.output<T> {
  const { data, error } = schema.safeParse(given);
  if (error === undefined) return data;
  throw new OperationInputError(problemsOf(error, given, []).map(formatProblem).join('; '));
}
