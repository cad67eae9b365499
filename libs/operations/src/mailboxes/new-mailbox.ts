import { randomUUID } from 'node:crypto';

import { hashPassword, mailboxSchema, type DirectoryChange } from '@mailyard/directory';
import { isSameName } from '@mailyard/schema';
import { z } from 'zod';

import { saidParameters } from '../objects/object-parameters.js';
import { operation, OperationError, secret } from '../operation.js';

const input = z.object({
  name: z.string().min(1),
  addresses: z.array(z.string()).default([]).describe('The first one is the primary one.'),
  displayName: z.string().optional(),
  database: z.string().optional(),
  parameters: saidParameters('Mailboxes').default({}).describe('What else is said of it.'),
  password: z
    .string()
    .min(1)
    .max(256)
    .optional()
    .meta(secret)
    .describe('Without one nobody can sign in yet.'),
});

export const newMailbox = operation({
  name: 'New-Mailbox',
  summary: 'Makes a mailbox. Without an address it gets its name in the default domain.',
  input,
  output: mailboxSchema,
  right: 'Mail Recipients',
  audit: true,
  async run({ name, addresses, displayName, database, parameters, password }, { directory }) {
    const { defaultDomain } = directory.organization;
    const [primary = `${name.trim()}@${defaultDomain.DomainName}`, ...others] = addresses;
    const written = {
      PrimarySmtpAddress: primary,
      EmailAddresses: others,
      ...(displayName === undefined ? {} : { DisplayName: displayName }),
      ...(database === undefined ? {} : { Database: database }),
      ...parameters,
      Guid: randomUUID(),
      Name: name,
    };
    const login = await credentialOf(written, password);
    const organization = await directory.update(({ objects }): DirectoryChange => {
      if (objects.Mailboxes.some(({ Name }) => isSameName(Name, name))) {
        throw new OperationError(`there is a mailbox ${name} already`);
      }
      return { put: { Mailboxes: [written], Credentials: login } };
    });
    const made = organization.mailboxes.find(({ Guid }) => Guid === written.Guid);
    if (made === undefined) throw new OperationError('somebody else removed the mailbox at once');
    return made;
  },
});

/** In the same change as the mailbox: neither is there without the other. */
async function credentialOf(
  mailbox: { readonly PrimarySmtpAddress: string; readonly UserPrincipalName?: unknown },
  password: string | undefined,
) {
  if (password === undefined) return [];
  const { PrimarySmtpAddress, UserPrincipalName } = mailbox;
  const Login = typeof UserPrincipalName === 'string' ? UserPrincipalName : PrimarySmtpAddress;
  return [{ Guid: randomUUID(), Login, MemberOf: [], RemoteIPRanges: [], ...(await hashPassword(password)) }];
}
