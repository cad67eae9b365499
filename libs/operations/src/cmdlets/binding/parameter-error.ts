import { OperationInputError } from '../../operation.js';

/** A parameter that cannot be bound. */
export class ParameterError extends OperationInputError {
  constructor(
    readonly parameter: string,
    readonly reason: string,
    readonly detail: { readonly value?: unknown; readonly rule?: string; readonly cure?: string } = {},
  ) {
    super(`${parameter}: ${reason}`);
  }
}
