import { formatProblem, problemsOf } from '@mailyard/schema';
import type { AuditEntry } from '@mailyard/service';
import { z } from 'zod';

import { recordedParameters } from './audit/recorded-parameters.js';
import type { Caller } from './caller.js';
import type { OperationContext } from './context.js';
import { OperationInputError, OperationRightError, type Operation } from './operation.js';

/** All that a client has of the pipeline: it orders, in somebody's name. */
export class Operations {
  readonly #context: OperationContext;

  constructor(context: OperationContext) {
    this.#context = context;
  }

  /**
   * Checks the right and the input, and carries the order out; what changes something is in the audit log when this ends,
   * one way or the other. Throws an OperationError for what whoever gave the order can mend.
   */
  async run<Input extends z.ZodType, Output extends z.ZodType>(
    operation: Operation<Input, Output>,
    input: unknown,
    caller: Caller,
  ): Promise<z.output<Output>> {
    try {
      // First of all: whoever has no right learns nothing about the input either.
      requireRight(operation, caller);
      requireChanging(operation, caller);
      const output = await operation.run(parsed(operation.input, input), this.#context, caller);
      await this.#note(operation, { input, caller, modified: operation.modified?.(output) ?? [] });
      return output;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      await this.#note(operation, { input, caller, error: reason });
      throw error;
    }
  }

  async #note(
    { name, audit, input: schema }: Operation,
    { input, caller, ...outcome }: Outcome,
  ): Promise<void> {
    if (!audit || isOnlyTried(schema, input)) return;
    const parameters = recordedParameters(schema, input);
    const who = { caller: caller.name, client: caller.client };
    await this.#context.audit.write({ ...who, operation: name, parameters, ...outcome });
  }
}

interface Outcome extends Pick<AuditEntry, 'error' | 'modified'> {
  readonly input: unknown;
  readonly caller: Caller;
}

/** What is only checked changes nothing, and is no change on record. */
function isOnlyTried(schema: z.ZodType, input: unknown): boolean {
  const knows = schema instanceof z.ZodObject && 'validateOnly' in schema.shape;
  const asked = typeof input === 'object' && input !== null && 'validateOnly' in input;
  return knows && asked && input.validateOnly === true;
}

function requireRight({ name, right }: Operation, caller: Caller): void {
  if (caller.rights.has(right)) return;
  throw new OperationRightError(`${name} needs the right ${right}, which ${caller.name} does not have`);
}

function requireChanging({ name, audit }: Operation, { readOnly, name: who }: Caller): void {
  if (!audit || readOnly !== true) return;
  throw new OperationRightError(`${name} changes something, which the token of ${who} may not`);
}

function parsed<Input extends z.ZodType>(schema: Input, input: unknown): z.output<Input> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  // Values are not repeated: one of them may be a password.
  const lines = problemsOf(result.error, input, []).map(({ path, reason }) =>
    formatProblem({ path, reason: reason.replace(/ \(got .*$/s, '') }),
  );
  throw new OperationInputError(lines.join('; '));
}
