import {
  mailboxSchema,
  planRemoval,
  type DistributionGroup,
  type Mailbox,
  type ObjectDifference,
  type ObjectId,
  type Organization,
} from '@mailyard/directory';
import { z } from 'zod';

import { changedObject, changeObject, objectOptions } from '../objects/object-change.js';
import { objectNamed } from '../objects/identity/object-identity.js';
import { operation } from '../operation.js';

export const removeMailbox = operation({
  name: 'Remove-Mailbox',
  summary: 'Removes a mailbox with its login and its places in groups; the mail in its folder stays on disk.',
  input: z.object({ identity: z.string().min(1).describe('Name, alias or address.'), ...objectOptions }),
  output: changedObject,
  right: 'Mail Recipients',
  audit: true,
  changes: 'objects',
  modified: ({ changes }) => changes,
  run: ({ identity, ...options }, context) =>
    changeObject('Mailboxes', { ...options, identity, plan: plannedRemoval(identity) }, context),
});

/** Mailbox, login and places in groups go in one change. Whoever else names the mailbox has to be changed first. */
function plannedRemoval(identity: string) {
  return (organization: Organization) => {
    const mailbox = mailboxSchema.parse(objectNamed('Mailboxes', identity, organization));
    const groups = groupsWithout(organization, mailbox);
    const login = loginOf(organization, mailbox);
    const along = {
      put: { DistributionGroups: groups.map(({ object }) => object) },
      remove: login.map(idOf),
    };
    const plan = planRemoval({ kind: 'Mailboxes', Guid: mailbox.Guid }, organization, along);
    return {
      plan: { ...plan, differences: [...plan.differences, ...groups, ...login] },
      warnings: [keptMail(mailbox)],
    };
  };
}

function keptMail({ Database, Alias }: Mailbox): string {
  const folder = `mailboxes/${Database}/${Alias}`;
  return `its mail stays in ${folder}, and is that of the next mailbox with the alias ${Alias} in ${Database}: move or delete the folder when nobody is to have it`;
}

const idOf = ({ kind, object }: ObjectDifference): ObjectId => ({ kind, Guid: object.Guid });

/** A login that is a server's account as well goes on without the mailbox. */
function loginOf(organization: Organization, { UserPrincipalName }: Mailbox): readonly ObjectDifference[] {
  const { credential } = organization.account(UserPrincipalName) ?? {};
  return credential === undefined || credential.MemberOf.length > 0
    ? []
    : [{ action: 'remove', kind: 'Credentials', object: credential }];
}

interface ChangedGroup {
  readonly action: 'change';
  readonly kind: 'DistributionGroups';
  readonly before: DistributionGroup;
  readonly object: DistributionGroup;
}

function groupsWithout(organization: Organization, { Guid }: Mailbox): readonly ChangedGroup[] {
  return organization.distributionGroups.flatMap((before): readonly ChangedGroup[] => {
    const Members = before.Members.filter((name) => organization.recipientByName(name)?.Guid !== Guid);
    if (Members.length === before.Members.length) return [];
    return [{ action: 'change', kind: 'DistributionGroups', before, object: { ...before, Members } }];
  });
}
