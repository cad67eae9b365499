import type { Reply } from '@mailyard/smtp';

/** Why a recipient did not get the message, as far as an enhanced status code tells (RFC 3463). */
export type FailureCause = (typeof causes)[keyof typeof causes];

/** By the word that an Exchange text begins with, reply code and status, status, class and subject, class; the most specific entry counts. */
const causes = {
  '4.2': 'mailbox-not-ready',
  '4.3': 'system-not-ready',
  '4.4': 'not-reached',
  '4.4.7': 'expired',
  '4.5.3': 'too-many-recipients',
  '4.7': 'policy-not-yet',
  '4': 'temporary',
  '5.1': 'recipient-address',
  '5.1.0': 'sender-refused',
  '5.1.1': 'unknown-recipient',
  '5.1.2': 'unknown-domain',
  '5.1.4': 'reserved-domain',
  '5.1.5': 'reserved-domain',
  '5.1.6': 'reserved-domain',
  '5.1.7': 'sender-refused',
  '5.1.8': 'sender-refused',
  '5.1.10': 'unknown-recipient',
  // RFC 7505 §4.1; with 550 the status is Exchange's word for an unknown recipient.
  '556 5.1.10': 'no-mail-domain',
  '5.2': 'mailbox-refuses',
  '5.2.2': 'mailbox-full',
  '5.2.3': 'too-large-for-recipient',
  '5.2.4': 'group-broken',
  '5.3': 'system-fault',
  '5.3.3': 'system-configuration',
  '5.3.4': 'message-too-large',
  '5.3.5': 'system-configuration',
  '5.4': 'no-route',
  '5.4.4': 'unknown-domain',
  '5.4.6': 'mail-loop',
  '5.4.14': 'mail-loop',
  '5.5': 'protocol',
  '5.5.3': 'too-many-recipients',
  '5.6': 'content-refused',
  '5.6.7': 'characters-refused',
  '5.6.11': 'bare-line-feeds',
  '5.7': 'not-permitted',
  // Both 5.7.1, which says no more than that something was not permitted.
  'RESOLVER.RST.AuthRequired': 'recipient-of-insiders',
  'RESOLVER.RST.NotAuthorized': 'not-a-sender-of-recipient',
  '5.7.3': 'sender-unproven',
  '5.7.30': 'no-required-tls',
  '5.7.54': 'relay-denied',
  '5.7.57': 'sender-unproven',
  '5.7.60': 'send-as-denied',
  '5.7.124': 'not-a-sender-of-group',
  '5.7.129': 'not-a-sender-of-recipient',
  '5.7.133': 'group-of-insiders',
  '5.7.134': 'recipient-of-insiders',
  '5.7.136': 'recipient-of-insiders',
  /** 5.7.900 to 5.7.999: a mail flow rule chooses among them. */
  '5.7.9xx': 'mail-flow-rule',
  '5': 'failed',
} as const;

/** Every code of the table, for whoever has to have a word for each. */
export const failureCauses: Readonly<Record<string, FailureCause>> = causes;

/** What a reply says of the reason, by the most specific entry that there is. */
export function failureCause(reply: Reply): FailureCause {
  const status = statusOf(reply);
  const [major, subject] = status.split('.');
  const rule = /^5\.7\.9\d\d$/.test(status) ? '5.7.9xx' : status;
  const keys = [...exchangeWords(reply), `${reply.code} ${status}`, rule, `${major}.${subject}`, `${major}`];
  return keys.flatMap((key) => failureCauses[key] ?? []).at(0) ?? 'failed';
}

/** What Exchange's resolver calls a refusal; a text may begin with anything else. */
function exchangeWords({ text }: Reply): readonly string[] {
  return /^RESOLVER\.[A-Z]+\.\w+(?=;)/.exec(text) ?? [];
}

/** The enhanced status code, or the one that says no more than the reply code does (RFC 3463 §2). */
export function statusOf(reply: Reply): string {
  return reply.status ?? `${Math.trunc(reply.code / 100)}.0.0`;
}
