import { createRequire } from 'node:module';

import type MailComposer from 'nodemailer/lib/mail-composer';

import { mailboxesOf, type Letter, type Mailbox } from './letter.js';

// Only where letters are written: others should not wait for it.
const load = createRequire(import.meta.url);
let composer: typeof MailComposer | undefined;

/** `messageId` is without angle brackets. The octets are ASCII, unless an address is not (RFC 6532). */
export function composeLetter(
  letter: Letter,
  { messageId, date }: { readonly messageId: string; readonly date: Date },
): Promise<Buffer> {
  composer ??= load('nodemailer/lib/mail-composer') as typeof MailComposer;
  const { from, to, cc, replyTo, subject, text, html, attachments = [], headers = {} } = letter;
  const [author] = mailboxesOf(from);
  const compiled = new composer({
    ...(author && { from: written(author) }),
    to: mailboxesOf(to).map(written),
    cc: mailboxesOf(cc).map(written),
    replyTo: mailboxesOf(replyTo).map(written),
    ...(subject !== undefined && { subject }),
    ...(text !== undefined && { text }),
    ...(html !== undefined && { html }),
    attachments: attachments.map(({ encoding, content, ...more }) => ({
      ...more,
      content: Buffer.from(content, encoding === 'base64' ? 'base64' : 'utf8'),
    })),
    headers: Object.entries(headers).flatMap(([key, values]) =>
      [values].flat().map((value) => ({ key, value })),
    ),
    messageId: `<${messageId}>`,
    date,
    newline: '\r\n',
    // What is attached is in the order itself, and nowhere else.
    disableFileAccess: true,
    disableUrlAccess: true,
  }).compile();
  return compiled.build();
}

function written({ name, address }: Mailbox): { name: string; address: string } {
  return { name, address };
}
