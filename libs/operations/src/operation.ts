import { z } from 'zod';

import type { Caller } from './caller.js';
import type { OperationContext } from './context.js';
import type { Right } from './rights/right.js';

/** One thing that an administrator can order; every client derives what it offers from this. */
export interface Operation<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType> {
  /** As Exchange's cmdlet is called, where there is one. */
  readonly name: string;
  readonly summary: string;
  /** A field with `.meta(secret)` is never recorded. */
  readonly input: Input;
  readonly output: Output;
  /** What whoever orders it must hold. */
  readonly right: Right;
  /** Rights in whose place it may be: whoever may change something may look at it. */
  readonly alsoBy?: readonly Right[];
  /** Whether it changes something: then the audit log tells of it, also when it failed. */
  readonly audit: boolean;
  /**
   * What it changes, as management scopes divide that (ADR 41). `objects`: nothing but objects of the directory, which are
   * judged one by one. `server`: what is the server’s own, or that of the server which a function tells. Not said: the organization
   * as a whole.
   */
  readonly changes?: 'objects' | 'server' | 'configuration' | ServerOf<Input>;
  run(input: z.output<Input>, context: OperationContext, caller: Caller): Promise<z.output<Output>>;
  /** What was changed, a line each, where the input does not say it. */
  modified?(output: z.output<Output>): readonly string[];
}

/** What is of the server that an order names. */
export interface ServerOf<Input extends z.ZodType> {
  /** As the order names it; undefined: the server that is asked. */
  serverOf(input: z.output<Input>): string | undefined;
}

/** Clients that order by name know by it what is said and answered, without loading the operation. */
export type NamedOperation<
  Name extends string,
  Input extends z.ZodType = z.ZodType,
  Output extends z.ZodType = z.ZodType,
> = Operation<Input, Output> & { readonly name: Name };

/** Any of them will do. */
export function rightsFor({ right, alsoBy = [] }: Pick<Operation, 'right' | 'alsoBy'>): readonly Right[] {
  return [right, ...alsoBy];
}

/** Marks a field of an input whose value must be kept nowhere. */
export const secret = { secret: true } as const;

/** Infers the types. What an input does not name is refused: nothing would come of it, and nobody would know. */
export function operation<Input extends z.ZodType, Output extends z.ZodType, const Name extends string>(
  made: Operation<Input, Output> & { readonly name: Name },
): NamedOperation<Name, Input, Output> {
  return { ...made, input: closed(made.input) };
}

function closed<Input extends z.ZodType>(input: Input): Input {
  return input instanceof z.ZodObject && input.def.catchall === undefined
    ? (input.strict() as z.ZodType as Input)
    : input;
}

/** Why an order cannot be carried out, in one line for whoever gave it. */
export class OperationError extends Error {
  override readonly name: string = 'OperationError';
}

/** An order that was not understood. */
export class OperationInputError extends OperationError {
  override readonly name = 'OperationInputError';
}

/** An order of somebody who may not give it. */
export class OperationRightError extends OperationError {
  override readonly name = 'OperationRightError';

  /** `rights`: any of them would do. */
  constructor(
    message: string,
    readonly rights: readonly Right[] = [],
  ) {
    super(message);
  }
}
