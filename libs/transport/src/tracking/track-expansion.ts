import type { Recipient } from '@mailyard/directory';
import type { Categorization } from '@mailyard/routing';
import type { TrackedMessage } from '@mailyard/tracking';

import { trackedAddress } from './tracked-address.js';
import type { TrackingContext } from './while-tracking.js';

/** A row has no more members of a group; of a hundred thousand it would have megabytes. */
const membersInRow = 1_000;

/**
 * EXPAND of each group, nested ones included, with its members as the directory names them, and DUPLICATEEXPAND of those among
 * them who have the message already. `seen` are those who have it, by Guid or address; who gets it through a group is added.
 */
export function trackExpanded(
  message: TrackedMessage,
  { groups, seen }: Pick<Categorization, 'groups'> & { readonly seen: Set<string> },
  { tracking, organization }: TrackingContext,
): void {
  for (const { group, members } of groups) {
    const relatedRecipientAddress = group.PrimarySmtpAddress;
    const about = { ...message, source: 'ROUTING', relatedRecipientAddress } as const;
    const addresses = (some: readonly Recipient[]) =>
      some.map((member) => ({ address: trackedAddress(member, organization()) }));
    const again = members.filter(({ Guid }) => seen.has(Guid));
    for (const { Guid } of members) seen.add(Guid);
    for (const some of rows(members)) {
      const recipients = addresses(some);
      tracking.track({ ...about, eventId: 'EXPAND', recipients, reference: relatedRecipientAddress });
    }
    if (again.length === 0) continue;
    for (const some of rows(again)) {
      tracking.track({ ...about, eventId: 'DUPLICATEEXPAND', recipients: addresses(some) });
    }
  }
}

/** An empty group is expanded, too. */
function rows(members: readonly Recipient[]): readonly (readonly Recipient[])[] {
  const count = Math.max(1, Math.ceil(members.length / membersInRow));
  return Array.from({ length: count }, (_, index) =>
    members.slice(index * membersInRow, (index + 1) * membersInRow),
  );
}
