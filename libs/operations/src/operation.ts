import { problemsOf, formatProblem } from '@mailyard/schema';
import { type Directory } from '@mailyard/directory';
import type { MessageCatalog, QueueCatalog, QueueDatabase } from '@mailyard/queue';
import type { z } from 'zod';

/** Exchange's management roles, as far as an operation needs one. */
export type Right = 'Mail Recipients' | 'Reset Password' | 'Remote and Accepted Domains' | 'Transport Queues';

/** What operations work on. */
export interface OperationContext {
  readonly directory: Directory;
  /** The server whose queues are meant, as the directory spells it. */
  readonly server: { readonly name: string; readonly fqdn: string };
  readonly queues: QueueCatalog;
  readonly messages: MessageCatalog;
  /** For what changes messages. Opened when it is first needed. */
  readonly database: () => Promise<QueueDatabase>;
}

/** One thing that an administrator can order. Whoever offers it has checked the right, and logs it when `audit` says so. */
export interface Operation<Input extends z.ZodType, Output> {
  /** As Exchange's cmdlet is called, where there is one. */
  readonly name: string;
  readonly summary: string;
  readonly input: Input;
  readonly right: Right;
  /** Whether it changes something. */
  readonly audit: boolean;
  readonly run: (input: z.output<Input>, context: OperationContext) => Promise<Output>;
}

/** Why an order cannot be carried out, in one line for whoever gave it. */
export class OperationError extends Error {
  override readonly name: string = 'OperationError';
}

/** An order that was not understood. */
export class OperationInputError extends OperationError {
  override readonly name = 'OperationInputError';
}

/** Infers the types. */
export function operation<Input extends z.ZodType, Output>(
  made: Operation<Input, Output>,
): Operation<Input, Output> {
  return made;
}

/** Checks the input and carries the order out; throws an OperationError for what whoever gave it can mend. */
export async function runOperation<Input extends z.ZodType, Output>(
  { input: schema, run }: Operation<Input, Output>,
  input: unknown,
  context: OperationContext,
): Promise<Output> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return run(parsed.data, context);
  const problems = problemsOf(parsed.error, input, []);
  // Values are not repeated: one of them may be a password.
  const lines = problems.map(({ path, reason }) =>
    formatProblem({ path, reason: reason.replace(/ \(got .*$/s, '') }),
  );
  throw new OperationInputError(lines.join('; '));
}
