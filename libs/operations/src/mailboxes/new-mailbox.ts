import { randomUUID } from 'node:crypto';

import { mailboxSchema } from '@mailyard/directory';
import { isSameName } from '@mailyard/schema';
import { z } from 'zod';

import { operation, OperationError } from '../operation.js';

const input = z.object({
  name: z.string().min(1),
  addresses: z.array(z.string()).default([]).describe('The first one is the primary one.'),
  displayName: z.string().optional(),
  database: z.string().optional(),
});

export const newMailbox = operation({
  name: 'New-Mailbox',
  summary: 'Makes a mailbox. Without an address it gets its name in the default domain.',
  input,
  output: mailboxSchema,
  right: 'Mail Recipients',
  audit: true,
  async run({ name, addresses, displayName, database }, { directory }) {
    const { defaultDomain } = directory.organization;
    const [primary = `${name.trim()}@${defaultDomain.DomainName}`, ...others] = addresses;
    const written = {
      Guid: randomUUID(),
      Name: name,
      PrimarySmtpAddress: primary,
      EmailAddresses: others,
      ...(displayName === undefined ? {} : { DisplayName: displayName }),
      ...(database === undefined ? {} : { Database: database }),
    };
    const organization = await directory.update(({ objects }) => {
      if (objects.Mailboxes.some(({ Name }) => isSameName(Name, name))) {
        throw new OperationError(`there is a mailbox ${name} already`);
      }
      return { put: { Mailboxes: [written] } };
    });
    const made = organization.mailboxes.find(({ Guid }) => Guid === written.Guid);
    if (made === undefined) throw new OperationError('somebody else removed the mailbox at once');
    return made;
  },
});
