import {
  distinguishedName,
  guid,
  ldapFilter,
  ldapUrl,
  listOf,
  nameKey,
  objectName,
  span,
  timeSpan,
} from '@mailyard/schema';
import { z } from 'zod';

import { identityOf } from '../lookup.js';

const certificates = /^(?:\s*-----BEGIN CERTIFICATE-----[A-Za-z\d+/=\s]+-----END CERTIFICATE-----)+\s*$/;

/** What can be said of a directory source, and what is kept of its password. */
export const directorySourceSchema = z
  .strictObject({
    Guid: guid,
    Name: objectName,
    Enabled: z
      .boolean()
      .default(true)
      .describe('False: it is not asked. What it has brought stays as it is, and nobody signs in by it.'),
    Url: listOf(ldapUrl)
      .refine((urls) => urls.length > 0, 'needs a server')
      .describe(
        'Servers in the order in which they are tried: `ldaps://dc01.contoso.com`, or `ldap://dc01.contoso.com` with STARTTLS. There is no way without TLS, and none without looking at the certificate.',
      ),
    CertificateAuthority: z
      .string()
      .regex(certificates, 'must be certificates in PEM')
      .optional()
      .describe(
        'Certificates in PEM of the authority that the servers’ certificates come from. Default: those that everybody trusts.',
      ),
    AuthenticationCredential: z
      .strictObject({
        UserName: z
          .string()
          .trim()
          .min(1)
          .max(1024)
          .describe('Its distinguished name, in Active Directory also `reader@contoso.com`.'),
      })
      .readonly()
      .optional()
      .describe(
        'Who reads the directory: `{ UserName, PasswordVariable }`. The password comes from the environment variable of that name; when it is not set, the password stays as it is. Default: nobody signs in, and what is open to everybody is read.',
      ),
    SealedPassword: z.string().optional(),
    BaseDN: distinguishedName.describe('Below it is all that is read.'),
    Filter: ldapFilter
      .default('(|(mail=*)(proxyAddresses=*)(targetAddress=*))')
      .describe('Which entries are recipients (RFC 4515).'),
    SyncInterval: timeSpan({ min: 10 * span.second, max: span.day })
      .default(5 * span.minute)
      .describe('How often it is looked what has changed.'),
    MailboxDatabase: objectName
      .default('DB01')
      .describe('Where the mailboxes of its users are made; one that is there stays where it is.'),
    RemovalLimit: z
      .int()
      .min(0)
      .max(100)
      .default(10)
      .describe(
        'Percent of its recipients. When more would vanish at once, nothing is changed until somebody says that it is meant; up to three may always vanish, unless they are all.',
      ),
    SignInByBind: z
      .boolean()
      .default(true)
      .describe(
        'Its users sign in with the password that they have there. False: with one that they have here.',
      ),
    AdministratorSignIn: z
      .boolean()
      .default(false)
      .describe(
        'Who is in a group there that is linked to a role group (LinkedForeignGroup) signs in to the admin centre with the password of there: [administrators](administrators.md#accounts-of-others).',
      ),
  })
  .readonly();

export type DirectorySource = z.infer<typeof directorySourceSchema>;

export const directorySourceNames = identityOf<DirectorySource>(
  'names of directory sources',
  ['Name'],
  nameKey,
);
