import { randomUUID } from 'node:crypto';

export interface MessageOptions {
  readonly from?: string;
  readonly to?: string;
  readonly subject?: string;
  /** Lines end with CRLF; the last one, too. */
  readonly body?: string;
  readonly fields?: readonly string[];
}

/** A message that the test can find again wherever it went. */
export interface Message {
  /** With angle brackets, as in the Message-ID field. */
  readonly id: string;
  readonly body: Buffer;
  /** Header and body as they are handed over, dots not stuffed. */
  readonly octets: Buffer;
}

export function message(options: MessageOptions = {}): Message {
  const { from = 'sender@example.net', to = 'alice@contoso.com', subject = 'test', fields = [] } = options;
  const { body = 'Hello.\r\n' } = options;
  const id = `<${randomUUID()}@client.example>`;
  const header = [
    `From: <${from}>`,
    `To: <${to}>`,
    `Subject: ${subject}`,
    `Message-ID: ${id}`,
    'Date: Fri, 21 Nov 2025 07:00:00 +0000',
    ...fields,
  ];
  const octets = Buffer.from(`${header.join('\r\n')}\r\n\r\n${body}`);
  return { id, body: Buffer.from(body), octets };
}

/** As DATA wants it: dots stuffed (RFC 5321 §4.5.2) and the end marked. */
export function dotStuffed(octets: Buffer): Buffer {
  const stuffed = octets.toString('latin1').replaceAll(/(^|\r\n)\./g, '$1..');
  return Buffer.from(`${stuffed}.\r\n`, 'latin1');
}
