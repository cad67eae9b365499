import type { Argument, Expression } from './ast.js';

/** A command as far as it is typed. */
export interface CommandInProgress {
  readonly offset: number;
  name: Expression | undefined;
  readonly arguments: Argument[];
  /** Where the word begins that is being typed. */
  wordOffset: number;
}
