import { formatPath } from '@mailyard/smtp';

import type { Bifurcation, Delivery, ResolvedRecipient } from './categorization.js';
import type { RoutedRecipient } from './recipient-routing.js';

interface Copy extends Delivery {
  readonly recipients: ResolvedRecipient[];
}

/**
 * The last stage of the categorizer: recipients who share a next hop, and need nothing of their own in envelope, header or text,
 * share a copy, as many as one copy may have.
 */
export function copiesFor(routed: readonly RoutedRecipient[], recipientsMax: number): readonly Delivery[] {
  const copies = sharedCopies(routed);
  return copies.every(({ recipients }) => recipients.length <= recipientsMax)
    ? copies
    : copies.flatMap((copy) => chipped(copy, recipientsMax));
}

function chipped(copy: Delivery, recipientsMax: number): readonly Delivery[] {
  const chips = Array.from({ length: Math.ceil(copy.recipients.length / recipientsMax) }, (_, at) => at);
  return chips.map((at) => ({
    ...copy,
    recipients: copy.recipients.slice(at * recipientsMax, (at + 1) * recipientsMax),
  }));
}

function sharedCopies(routed: readonly RoutedRecipient[]): readonly Delivery[] {
  const copies = new Map<string, Copy>();
  for (const { recipient, way, bifurcation } of routed) {
    const key = keyOf(way, bifurcation);
    const copy = copies.get(key);
    const { nextHop, queue } = way;
    if (copy === undefined) copies.set(key, { nextHop, queue, recipients: [recipient], ...bifurcation });
    else copy.recipients.push(recipient);
  }
  return [...copies.values()];
}

function keyOf({ queue, text }: RoutedRecipient['way'], bifurcation: Bifurcation | undefined): string {
  if (text === undefined && bifurcation === undefined) return queue;
  return `${queue} ${text ?? ''} ${bifurcation === undefined ? '' : bifurcationKey(bifurcation)}`;
}

/** Of each object once: all members of a group have the same. */
const keys = new WeakMap<Bifurcation, string>();

/** The same for recipients who can share a copy. */
export function bifurcationKey(bifurcation: Bifurcation): string {
  const known = keys.get(bifurcation);
  if (known !== undefined) return known;
  const { reversePath, fields = '' } = bifurcation;
  const key = `${reversePath === undefined ? '' : `<${formatPath(reversePath)}>`} ${fields}`;
  keys.set(bifurcation, key);
  return key;
}
