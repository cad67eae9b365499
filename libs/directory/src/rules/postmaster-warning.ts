import type { Organization } from '../organization.js';

/** RFC 5321 §4.5.1: mail for the postmaster is kept in any case, but somebody should read it. */
export function postmasterWarnings({
  hasPostmaster,
  defaultDomain,
  postmaster,
}: Organization): readonly string[] {
  if (hasPostmaster) return [];
  return [
    `nobody has postmaster@${defaultDomain.DomainName}: mail for it, and for the sender of DSNs, is kept in the mailbox ` +
      `${postmaster.Alias}; give the address to a mailbox or set MicrosoftExchangeRecipientReplyRecipient`,
  ];
}
