export const recipientKinds = [
  'Mailboxes',
  'MailUsers',
  'MailContacts',
  'DistributionGroups',
  'DynamicDistributionGroups',
] as const;
export type RecipientKind = (typeof recipientKinds)[number];

/** Anybody that mail can be addressed to. */
export interface Recipient {
  readonly Guid: string;
  readonly kind: RecipientKind;
  readonly Name: string;
  readonly DisplayName: string;
  readonly Alias: string;
  readonly EmailAddresses: readonly string[];
  readonly PrimarySmtpAddress: string;
}

/** Whom a name, alias or address means, as the server takes it. */
export function recipientNamed(
  text: string,
  recipients: readonly Recipient[] | undefined,
): Recipient | undefined {
  const key = text.trim().toLowerCase();
  const has = (each: string): boolean => each.toLowerCase() === key;
  return (
    recipients?.find(({ Name }) => has(Name)) ??
    recipients?.find(({ Alias, EmailAddresses }) => has(Alias) || EmailAddresses.some(has))
  );
}

/** Those in whose names, alias or addresses each word is; first those in which one begins with it. */
export function recipientsLike(text: string, recipients: readonly Recipient[]): readonly Recipient[] {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return recipients;
  const begins = (said: string): boolean => words.every((word) => ` ${said}`.includes(` ${word}`));
  const found = recipients
    .map((recipient) => ({ recipient, said: textOf(recipient) }))
    .filter(({ said }) => words.every((word) => said.includes(word)));
  return [...found.filter(({ said }) => begins(said)), ...found.filter(({ said }) => !begins(said))].map(
    ({ recipient }) => recipient,
  );
}

function textOf({ Name, DisplayName, Alias, EmailAddresses }: Recipient): string {
  return [Name, DisplayName, Alias, ...EmailAddresses].join(' ').toLowerCase();
}
