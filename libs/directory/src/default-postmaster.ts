import { mailboxSchema, type Mailbox } from './kinds/mailboxes/mailbox.js';

/**
 * The mailbox that takes mail for system addresses while the organization names no other. It is in no list and nobody can
 * sign in to it; a mailbox with the alias postmaster that is made later finds its mail.
 */
export function implicitPostmaster(databases: readonly string[], defaultDomain: string): Mailbox {
  const address = `postmaster@${defaultDomain}`;
  const [database = 'DB01'] = databases.toSorted();
  return mailboxSchema.parse({
    Guid: implicitPostmasterGuid,
    Name: 'Postmaster',
    PrimarySmtpAddress: address,
    Database: database,
  });
}

const implicitPostmasterGuid = '0f9a6d5e-3c1b-4e57-9a52-7d0f1a2b3c4d';

interface PostmasterOfOrganization {
  readonly hasPostmaster: boolean;
  readonly defaultDomain: { readonly DomainName: string };
  readonly edge: object | undefined;
  readonly postmaster: { readonly Alias: string };
}

/** RFC 5321 §4.5.1: mail for the postmaster is kept in any case, but somebody should read it. */
export function postmasterWarnings({
  hasPostmaster,
  edge,
  defaultDomain,
  postmaster,
}: PostmasterOfOrganization): readonly string[] {
  if (hasPostmaster || edge !== undefined) return [];
  return [
    `nobody has postmaster@${defaultDomain.DomainName}: mail for it, and for the sender of DSNs, is kept in the mailbox ` +
      `${postmaster.Alias}; give the address to a mailbox or set MicrosoftExchangeRecipientReplyRecipient`,
  ];
}
