import type { Recipient } from '@mailyard/directory';
import { pathOf } from '@mailyard/schema';
import { formatPath, type EnvelopeRecipient, type Path } from '@mailyard/smtp';

/** Keeps what the sender wrote, before another address takes its place (RFC 3461 §4.2). */
export function addressed<R extends EnvelopeRecipient>(recipient: R): R & { readonly orcpt: string } {
  return { ...recipient, orcpt: recipient.orcpt ?? originalRecipient(recipient.path) };
}

/** The recipient as the directory has them. */
export function knownAs<R extends EnvelopeRecipient>(
  { PrimarySmtpAddress, DisplayName: displayName }: Recipient,
  recipient: R,
): R & { readonly orcpt: string; readonly displayName: string } {
  return { ...addressed(recipient), path: pathOf(PrimarySmtpAddress), displayName };
}

/** Who gets the message in place of a recipient that cannot have it: once, since an alternate has no alternate. */
export function alternateOf(recipient: EnvelopeRecipient): EnvelopeRecipient | undefined {
  const { path: _, orar, notify, orcpt } = addressed(recipient);
  return orar === undefined ? undefined : { path: orar, orcpt, ...(notify === undefined ? {} : { notify }) };
}

/** Where no alternate would get it either. */
export function withoutAlternate(recipient: EnvelopeRecipient): EnvelopeRecipient {
  const { orar: _, ...others } = recipient;
  return others;
}

/** `utf-8` is the address type of RFC 6533 §3. */
export function originalRecipient(path: Path): string {
  const address = formatPath(path);
  return `${/^[ -~]*$/.test(address) ? 'rfc822' : 'utf-8'};${address}`;
}
