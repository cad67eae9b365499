import { randomUUID } from 'node:crypto';

import {
  acceptedDomainSchema,
  mailboxSchema,
  noObjects,
  Organization,
  serverSchema,
  transportSettingsSchema,
  type TransportSettings,
} from '@mailyard/directory';

/** contoso.com with alice and bob in DB01 and carol in DB02; bob may have more addresses. */
export function contoso(
  settings: Partial<TransportSettings> = {},
  addressesOfBob: readonly string[] = [],
): Organization {
  const mailbox = (Name: string, Database: string, EmailAddresses: readonly string[] = []) =>
    mailboxSchema.parse({
      Guid: randomUUID(),
      Name,
      Database,
      PrimarySmtpAddress: `${Name}@contoso.com`,
      EmailAddresses,
    });
  return new Organization(1, {
    ...noObjects,
    Servers: [serverSchema.parse({ Guid: randomUUID(), Name: 'MBX01', Fqdn: 'mbx01.contoso.com' })],
    AcceptedDomains: [
      acceptedDomainSchema.parse({
        Guid: randomUUID(),
        Name: 'contoso.com',
        DomainName: 'contoso.com',
        Default: true,
      }),
    ],
    Mailboxes: [mailbox('alice', 'DB01'), mailbox('bob', 'DB01', addressesOfBob), mailbox('carol', 'DB02')],
    TransportSettings: [transportSettingsSchema.parse({ Guid: randomUUID(), ...settings })],
  });
}
