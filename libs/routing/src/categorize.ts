import type { Organization } from '@mailyard/directory';

import type { Categorization, Delivery, FailedRecipient } from './categorization.js';
import type { RoutingPlace } from './connectors/own-smart-hosts.js';
import { copiesFor } from './copies.js';
import { withServed } from './moderation/served.js';
import { RecipientRouting, type Routed } from './recipient-routing.js';
import { alternateOf } from './resolution/forwarding/alternate-recipient.js';
import { RecipientResolution, type ResolutionOptions } from './resolution/recipient-resolution.js';
import type { Resolved } from './resolution/resolved-lists.js';
import type { RoutableMessage } from './routable-message.js';

export interface CategorizeOptions extends RoutingPlace, ResolutionOptions {}

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
  const resolution = new RecipientResolution(message, organization, options);
  const routing = new RecipientRouting(message, organization, options);
  const passes: Pass[] = [];
  // Submitted.
  for (let recipients = message.recipients; recipients.length > 0;) {
    const resolved = resolution.resolve(recipients, passes.length === 0 && isResolved(message));
    // Resolved: who gets it is known, and for whom somebody has to approve of it first.
    const routed = routing.route(resolved.addressees);
    // Routed: so is the way to them.
    const failed = joined(resolved.failed ?? nobody, routed.failed);
    passes.push({ resolved, routed, failed });
    recipients =
      failed.length === 0 ? nobody : failed.flatMap(({ recipient }) => alternateOf(recipient) ?? []);
  }
  return categorizationOf(passes, message, organization);
}

function isResolved({ resolved, history }: RoutableMessage): boolean {
  return resolved ?? history?.resolved ?? false;
}

/** Categorized: one copy for each next hop, and those who get none. */
function categorizationOf(
  passes: readonly Pass[],
  { passes: earlier }: RoutableMessage,
  organization: Organization,
): Categorization {
  const redirected = ofAll(passes, ({ resolved }) => resolved.redirected);
  const groups = ofAll(passes, ({ resolved }) => resolved.groups);
  const awaiting = ofAll(passes, ({ resolved }) => resolved.awaiting);
  const routed = ofAll(passes, (pass) => pass.routed.recipients);
  const deliveries = copiesFor(routed, organization.transport.ExpansionSizeLimit);
  return {
    deliveries,
    // Of the others it is the alternate that was served, or has failed.
    failed: ofAll(passes, (pass) => pass.failed.filter(({ recipient }) => recipient.orar === undefined)),
    unreachable: ofAll(passes, (pass) => pass.routed.unreachable),
    expanded: ofAll(passes, ({ resolved }) => resolved.expanded),
    redirected,
    dropped: ofAll(passes, ({ resolved }) => resolved.dropped),
    awaiting:
      awaiting.length === 0
        ? awaiting
        : withServed(
            awaiting,
            ofAll(passes, ({ resolved }) => resolved.addressees),
            organization,
          ),
    decisions: ofAll(passes, ({ resolved }) => resolved.decisions),
    groups,
    // What was approved here is not asked about again at another server.
    resolved:
      earlier !== undefined || redirected.length + groups.length > 0 || deliveries.some(isForExpansion),
  };
}

/** Hardly any message needs a second pass. */
function ofAll<T>(passes: readonly Pass[], listOf: (pass: Pass) => readonly T[] | undefined): readonly T[] {
  const [first] = passes;
  if (first === undefined) return nobody;
  return passes.length === 1 ? (listOf(first) ?? nobody) : passes.flatMap((pass) => listOf(pass) ?? nobody);
}

/** Another server expands the group. What has been judged here is not judged again there. */
export function isForExpansion({ nextHop }: Delivery): boolean {
  return nextHop.deliveryType === 'SmtpRelayToServers';
}

const nobody: readonly never[] = [];

/** Most messages have no such recipients at all. */
function joined<T>(one: readonly T[], other: readonly T[]): readonly T[] {
  return other.length === 0 ? one : [...one, ...other];
}
