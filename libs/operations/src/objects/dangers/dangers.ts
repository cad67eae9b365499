import type { ObjectPlan, Organization } from '@mailyard/directory';

import { OperationError } from '../../operation.js';
import { lastListeners } from './last-listener.js';
import { openDomains } from './open-domains.js';
import { openRelays } from './open-relay.js';
import { shutOutSenders } from './shut-out-senders.js';
import { trustedStrangers } from './trusted-strangers.js';

/** Whoever ordered it has to say that it is meant. */
export class ConfirmationRequired extends OperationError {
  override readonly name = 'ConfirmationRequired';

  /** Whether No goes on without it; otherwise nothing happens. */
  readonly isDeclinable: boolean;

  constructor(
    readonly dangers: readonly string[],
    { isDeclinable = false }: { readonly isDeclinable?: boolean } = {},
  ) {
    super(dangers.join(' '));
    this.isDeclinable = isDeclinable;
  }
}

/** What a change would bring about that nobody does by mistake and wants, a sentence each. */
export function dangersOf(
  { differences }: Pick<ObjectPlan, 'differences'>,
  before: Organization,
): readonly string[] {
  return [
    ...openRelays(differences),
    ...openDomains(differences),
    ...trustedStrangers(differences),
    ...lastListeners(differences, before),
    ...shutOutSenders(differences),
  ];
}

/** Throws ConfirmationRequired, unless it is meant or there is none. */
export function requireConfirmation(dangers: readonly string[], force: boolean): void {
  if (dangers.length > 0 && !force) throw new ConfirmationRequired(dangers);
}
