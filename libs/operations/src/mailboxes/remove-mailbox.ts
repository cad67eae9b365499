import {
  mailboxSchema,
  Organization,
  type DistributionGroup,
  type Mailbox,
  type ObjectId,
} from '@mailyard/directory';
import { z } from 'zod';

import { operation, OperationError } from '../operation.js';

export const removeMailbox = operation({
  name: 'Remove-Mailbox',
  summary: 'Removes a mailbox with its login and its places in groups; the mail in its folder stays on disk.',
  input: z.object({ identity: z.string().min(1).describe('Name, alias or address.') }),
  output: mailboxSchema,
  right: 'Mail Recipients',
  audit: true,
  async run({ identity }, { directory }) {
    const removed: Mailbox[] = [];
    await directory.update(({ revision, indexed }) => {
      const organization = new Organization(revision, indexed);
      const found = organization.recipientByName(identity);
      if (found?.kind !== 'Mailbox') throw new OperationError(`there is no mailbox ${identity}`);
      const { kind: _, ...mailbox } = found;
      removed.splice(0, 1, mailbox);
      return {
        put: { DistributionGroups: groupsWithout(organization, mailbox) },
        remove: [{ kind: 'Mailboxes', Guid: mailbox.Guid }, ...credentialOf(organization, mailbox)],
      };
    });
    const [mailbox] = removed;
    if (mailbox === undefined) throw new Error('the directory was not asked');
    return mailbox;
  },
});

/** A login that is a server's account as well goes on without the mailbox. */
function credentialOf(organization: Organization, { UserPrincipalName }: Mailbox): readonly ObjectId[] {
  const { credential } = organization.account(UserPrincipalName) ?? {};
  return credential === undefined || credential.MemberOf.length > 0
    ? []
    : [{ kind: 'Credentials', Guid: credential.Guid }];
}

function groupsWithout(organization: Organization, { Guid }: Mailbox): readonly DistributionGroup[] {
  return organization.distributionGroups.flatMap((group) => {
    const Members = group.Members.filter((name) => organization.recipientByName(name)?.Guid !== Guid);
    return Members.length === group.Members.length ? [] : [{ ...group, Members }];
  });
}
