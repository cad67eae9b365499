import type { Mailbox } from './kinds/mailboxes/recipient.js';

/**
 * The mailbox that takes mail for system addresses while the organization names no other. It is in no list and nobody can
 * sign in to it; a mailbox with the alias postmaster that is made later finds its mail.
 */
export function implicitPostmaster(databases: readonly string[], defaultDomain: string): Mailbox {
  const address = `postmaster@${defaultDomain}`;
  const [database = 'DB01'] = databases.toSorted();
  return {
    Guid: implicitPostmasterGuid,
    Name: 'Postmaster',
    Alias: 'postmaster',
    DisplayName: 'Postmaster',
    PrimarySmtpAddress: address,
    EmailAddresses: [address],
    UserPrincipalName: address,
    Database: database,
  };
}

const implicitPostmasterGuid = '0f9a6d5e-3c1b-4e57-9a52-7d0f1a2b3c4d';
