import { addressesIn, decodeText, type HeaderBlock } from '@mailyard/message';
import { smtpAddressKey } from '@mailyard/schema';
import { formatPath, type Path } from '@mailyard/smtp';

/** Whoever got the message, and how they came to it. */
export interface JournaledRecipient {
  readonly path: Path;
  /** The address that the sender wrote, where it was another one. */
  readonly original?: Path;
  /** They came in place of a group, or of whoever forwards to them. */
  readonly by?: 'Expanded' | 'Forwarded';
}

export interface ReportedMessage {
  readonly header: HeaderBlock;
  readonly reversePath: Path | null;
  readonly messageId: string;
  /** A sender who has signed in has told all recipients there are; others than those in To and Cc are Bcc. */
  readonly isOriginating: boolean;
  readonly recipients: readonly JournaledRecipient[];
}

/** The text of a journal report: a field a line, each recipient with where the message names them. */
export function journalText({
  header,
  reversePath,
  messageId,
  recipients,
  isOriginating,
}: ReportedMessage): string {
  const [from = formatPath(reversePath)] = addressesOf(header, 'From');
  const [sender = from] = addressesOf(header, 'Sender');
  const named = { To: keysOf(header, 'To'), Cc: keysOf(header, 'Cc') };
  const line = ({ path, original, by }: JournaledRecipient): string => {
    const written = formatPath(original ?? path);
    const key = smtpAddressKey(written);
    const field = named.To.has(key) ? 'To' : named.Cc.has(key) ? 'Cc' : isOriginating ? 'Bcc' : 'Recipient';
    return `${field}: ${formatPath(path)}${by === undefined ? '' : `, ${by}: ${written}`}`;
  };
  return [
    `Sender: ${sender}`,
    ...(sender === from ? [] : [`On-Behalf-Of: ${from}`]),
    `Subject: ${decodeText(header.first('Subject') ?? '')}`,
    `Message-Id: ${messageId}`,
    ...recipients.map(line),
  ].join('\r\n');
}

function addressesOf(header: HeaderBlock, name: string): readonly string[] {
  return header.find(name).flatMap((value) => addressesIn(value) ?? []);
}

function keysOf(header: HeaderBlock, name: string): ReadonlySet<string> {
  return new Set(addressesOf(header, name).map(smtpAddressKey));
}
