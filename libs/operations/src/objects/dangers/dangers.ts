import type { ObjectPlan, Organization } from '@mailyard/directory';

import { OperationError } from '../../operation.js';
import { lastListeners } from './last-listener.js';
import { openRelays } from './open-relay.js';

/** Whoever ordered it has to say that it is meant. */
export class ConfirmationRequired extends OperationError {
  override readonly name = 'ConfirmationRequired';

  constructor(readonly dangers: readonly string[]) {
    super(dangers.join('; '));
  }
}

/** What a change would bring about that nobody does by mistake and wants. */
export function dangersOf(plan: ObjectPlan, before: Organization): readonly string[] {
  return [...openRelays(plan), ...lastListeners(plan, before)];
}
