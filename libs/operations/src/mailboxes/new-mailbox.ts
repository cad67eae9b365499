import {
  hashPassword,
  mailboxSchema,
  planObject,
  type DirectoryChange,
  type Organization,
} from '@mailyard/directory';
import { z } from 'zod';

import type { OperationContext } from '../context.js';
import { changedObject, changeObject, changeOptions, placeOf } from '../objects/object-change.js';
import { withAddress } from '../objects/default-address.js';
import { saidParameters } from '../objects/object-parameters.js';
import { operation, OperationInputError } from '../operation.js';
import { loginWith, password, type HashedPassword } from './new-password.js';

type Said = Readonly<Record<string, unknown>>;

/** New- of mailboxes: the login comes with the mailbox, and the address, where none is given, of the name. */
export const newMailbox = operation({
  name: 'New-Mailbox',
  summary: 'Makes a mailbox. Without an address it gets its name in the default domain.',
  input: z.object({
    parameters: saidParameters('Mailboxes').extend({
      Password: password.optional().describe('Of its user. Without one nobody can sign in yet.'),
    }),
    ...changeOptions,
  }),
  output: changedObject,
  right: 'Mail Recipients',
  audit: true,
  changes: 'objects',
  modified: ({ changes }) => changes,
  async run({ parameters, ...options }, context) {
    const { Password, ...said } = parameters as Said & { readonly Password?: string };
    const hash = Password === undefined ? undefined : await hashPassword(Password);
    const plan = (organization: Organization) => plannedMailbox({ said, hash }, organization, context);
    return changeObject('Mailboxes', { ...options, plan }, context);
  },
});

interface SaidMailbox {
  readonly said: Said;
  readonly hash: HashedPassword | undefined;
}

/** Mailbox and login are one change: neither is there without the other. */
async function plannedMailbox(
  { said, hash }: SaidMailbox,
  organization: Organization,
  context: OperationContext,
) {
  const { Guid: _, ...own } = said;
  if (typeof own['Name'] !== 'string') throw new OperationInputError('Name: is missing');
  const written = withAddress('Mailboxes', own, organization);
  const plan = await planObject({ kind: 'Mailboxes', written, ...placeOf(context) }, organization);
  const { UserPrincipalName: Login, Database, Alias } = mailboxSchema.parse(plan.object);
  const hasMail = await context.hasStoredMail({ database: Database, name: Alias });
  const dangers = hasMail ? [leftMail(Database, Alias)] : [];
  if (hash === undefined) return { plan, dangers, warnings: ['there is no password yet: Set-Password'] };
  const login = loginWith(hash, Login, undefined);
  const change: DirectoryChange = { put: { ...plan.change.put, Credentials: [login.object] } };
  return { dangers, plan: { ...plan, change, differences: [...plan.differences, login] } };
}

/** Somebody else may have had a mailbox of that name. */
function leftMail(database: string, alias: string): string {
  return `There is mail in mailboxes/${database}/${alias} already, of a mailbox that was removed: whoever gets this one gets that mail, too.`;
}
