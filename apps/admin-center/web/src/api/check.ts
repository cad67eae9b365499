import type { ChangedObject } from '@mailyard/operations';

import { Problem, wrongsOf, type Wrong } from './problem.js';

/** What the server says of an order that is only tried (`validateOnly`). */
export interface Checked {
  /** It would be refused: each at its parameter. */
  readonly wrongs: readonly Wrong[];
  readonly warnings: readonly string[];
  /** What has to be confirmed. */
  readonly dangers: readonly string[];
  /** What does the same in the shell. */
  readonly cmdlet?: string | undefined;
  /** As it would be. */
  readonly object?: Readonly<Record<string, unknown>> | undefined;
}

/** Tries an order; what is wrong with it is an answer, whatever else goes wrong is thrown. */
export async function checked(ask: () => Promise<ChangedObject>): Promise<Checked> {
  try {
    const { warnings, dangers, cmdlet, object } = await ask();
    return { wrongs: [], warnings, dangers, cmdlet, object };
  } catch (error) {
    if (!(error instanceof Problem) || !(error.is('refused') || error.is('not-understood'))) throw error;
    return { wrongs: wrongsOf(error), warnings: [], dangers: [] };
  }
}
