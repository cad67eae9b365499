import {
  mailboxSchema,
  mailUserSchema,
  planRemoval,
  type Mailbox,
  type MailUser,
  type ObjectDifference,
  type Organization,
  type Written,
} from '@mailyard/directory';
import { isSmtpAddress, pathOf } from '@mailyard/schema';
import { z } from 'zod';

import { changedObject, changeObject, changeOptions } from '../objects/object-change.js';
import { withAddress } from '../objects/default-address.js';
import { objectNamed } from '../objects/identity/object-identity.js';
import { parameterNames } from '../objects/object-parameters.js';
import { operation } from '../operation.js';

const text = z.string().min(1).optional();

export const enableMailbox = operation({
  name: 'Enable-Mailbox',
  summary: 'Gives a mail user a mailbox here: login, name, groups and addresses of accepted domains stay.',
  input: z.object({
    identity: z.string().min(1).describe('Name, alias, address or Guid of a mail user.'),
    Alias: text,
    Database: text.describe('Mailbox database; default: DB01.'),
    DisplayName: text,
    PrimarySmtpAddress: text.describe('Default: as it is, where its domain is accepted.'),
    ...changeOptions,
  }),
  output: changedObject,
  right: 'Mail Recipients',
  audit: true,
  changes: 'objects',
  modified: ({ changes }) => changes,
  run: ({ identity, Alias, Database, DisplayName, PrimarySmtpAddress, ...options }, context) => {
    const said = present({ Alias, Database, DisplayName, PrimarySmtpAddress });
    return changeObject(
      'MailUsers',
      { ...options, plan: (organization) => planned({ identity, said }, organization) },
      context,
    );
  },
});

/** Mail user and mailbox change places in one change: whoever names the one by its name finds the other. */
function planned(
  { identity, said }: { readonly identity: string; readonly said: Written },
  organization: Organization,
) {
  const user = mailUserSchema.parse(objectNamed('MailUsers', identity, organization));
  const object = mailboxOf(user, said, organization);
  const plan = planRemoval({ kind: 'MailUsers', Guid: user.Guid }, organization, {
    put: { Mailboxes: [object] },
  });
  const made: ObjectDifference = { action: 'add', kind: 'Mailboxes', object };
  return { plan: { ...plan, object, differences: [...plan.differences, made] } };
}

function mailboxOf(user: MailUser, said: Written, organization: Organization): Mailbox {
  const names = parameterNames('Mailboxes');
  const kept = Object.entries(user).filter(([name]) => names.includes(name));
  const isOwn = (address: string): boolean =>
    isSmtpAddress(address) && organization.acceptedDomain(pathOf(address).domain) !== undefined;
  const [first, ...others] = [user.PrimarySmtpAddress, ...user.EmailAddresses].filter(isOwn);
  const addresses = { PrimarySmtpAddress: first, EmailAddresses: others };
  // A login that nobody has used follows the address.
  const { UserPrincipalName: login } = user;
  const isKept = isOwn(login) || organization.account(login)?.credential !== undefined;
  const UserPrincipalName = isKept ? login : undefined;
  const own = { ...Object.fromEntries(kept), ...addresses, UserPrincipalName };
  const written = { ...own, ...said, Guid: user.Guid };
  // Whose addresses are all outside gets one of the default domain.
  return mailboxSchema.parse(withAddress('Mailboxes', written, organization));
}

function present(values: Written): Written {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
