import type { Organization } from '@mailyard/directory';

import type { Categorization, FailedRecipient } from './categorization.js';
import type { RoutingPlace } from './connectors/own-smart-hosts.js';
import { copiesFor } from './copies.js';
import { RecipientRouting, type Routed } from './recipient-routing.js';
import { alternateOf } from './resolution/alternate-recipient.js';
import { RecipientResolution, type ResolutionBounds } from './resolution/recipient-resolution.js';
import type { Resolved } from './resolution/resolved-message.js';
import type { RoutableMessage } from './routable-message.js';

export interface CategorizeOptions extends RoutingPlace, ResolutionBounds {}

/** What the stages have made of the recipients that went through them together. */
interface Pass {
  readonly resolved: Resolved;
  readonly routed: Routed;
  /** At either of them. */
  readonly failed: readonly FailedRecipient[];
}

/**
 * The categorizer: submitted → recipient resolution → routing → categorized. Pure: the same message, organization and server
 * give the same result, so a categorization that a crash cut short can be done again.
 *
 * Recipients who fail at any stage give way to the alternates that the sender has named for them, and these begin at the
 * first. The events of transport agents (OnSubmittedMessage, OnResolvedMessage …) are the seams between the stages.
 */
export function categorize(
  message: RoutableMessage,
  organization: Organization,
  options: CategorizeOptions,
): Categorization {
  const resolution = new RecipientResolution(organization, options);
  const routing = new RecipientRouting(message.size, organization, options);
  const passes: Pass[] = [];
  // Submitted.
  for (let recipients = message.recipients; recipients.length > 0;) {
    const resolved = resolution.resolve(recipients);
    // Resolved: who gets it is known.
    const routed = routing.route(resolved.addressees);
    // Routed: so is the way to them.
    const failed = joined(resolved.failed, routed.failed);
    passes.push({ resolved, routed, failed });
    recipients =
      failed.length === 0 ? nobody : failed.flatMap(({ recipient }) => alternateOf(recipient) ?? []);
  }
  return categorized(passes);
}

/** Categorized: one copy for each next hop, and those who get none. */
function categorized(passes: readonly Pass[]): Categorization {
  const all = <T>(listOf: (pass: Pass) => readonly T[]): readonly T[] =>
    passes.length === 1 && passes[0] !== undefined ? listOf(passes[0]) : passes.flatMap(listOf);
  return {
    deliveries: copiesFor(all(({ routed }) => routed.recipients)),
    // Of the others it is the alternate that was served, or has failed.
    failed: all(({ failed }) => failed.filter(({ recipient }) => recipient.orar === undefined)),
    unreachable: all(({ routed }) => routed.unreachable),
    expanded: all(({ resolved }) => resolved.expanded),
  };
}

const nobody: readonly never[] = [];

/** Most messages have no such recipients at all. */
function joined<T>(one: readonly T[], other: readonly T[]): readonly T[] {
  return other.length === 0 ? one : [...one, ...other];
}
