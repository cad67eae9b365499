import type { Organization } from '@mailyard/directory';
import { addressKey } from '@mailyard/smtp';

import type { AwaitingApproval } from '../categorization.js';
import type { Addressee } from '../resolution/resolved-lists.js';

/** Whoever is named by the sender stands first. Of the members of large groups the mailbox store finds the duplicates. */
const lookedAtMax = 1_000;

/** What waits for a group is not for its members who get the message now: their Guids, or addresses outside, go with it. */
export function withServed(
  awaiting: readonly AwaitingApproval[],
  addressees: readonly Addressee[],
  organization: Organization,
): readonly AwaitingApproval[] {
  const served = new Map(awaiting.map(({ approval, passes }) => [approval.of, new Set(passes.served)]));
  for (const addressee of addressees.slice(0, lookedAtMax)) {
    const { key, groups } = servedAs(addressee, organization);
    for (const group of groups) served.get(group)?.add(key);
  }
  return awaiting.map((each) => {
    const known = [...(served.get(each.approval.of) ?? [])];
    return known.length === 0 ? each : { ...each, passes: { ...each.passes, served: known } };
  });
}

/** How recipient resolution knows somebody, and the groups that they are in. */
function servedAs({ recipient: { path }, at }: Addressee, organization: Organization) {
  const member = at.kind === 'Mailbox' ? at : organization.sender(path);
  return {
    key: at.kind === 'Mailbox' ? at.Guid : addressKey(path),
    groups: member === undefined ? [] : organization.groupsOf(member),
  };
}
