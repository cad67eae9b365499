import type { OutputOf } from '../../api/index.js';

/** Anybody that mail can be addressed to. */
export type Recipient = OutputOf<'Find-Recipient'>['rows'][number];

/** Whom a name, alias or address means, as the server takes it. */
export function recipientNamed(
  text: string,
  recipients: readonly Recipient[] | undefined,
): Recipient | undefined {
  const key = text.trim().toLowerCase();
  const has = (each: string): boolean => each.toLowerCase() === key;
  return (
    recipients?.find(({ name }) => has(name)) ??
    recipients?.find(({ alias, emailAddresses }) => has(alias) || emailAddresses.some(has))
  );
}
