import { parseMailbox, type Path } from '@mailyard/smtp';
import { z } from 'zod';

/** Beyond that many recipients a list of addresses is a distribution group. */
const recipientsMax = 5_000;
const attachmentsMax = 200;
/** RFC 5322 §2.1.1. */
const lineMax = 998;

/** What has a line end in it would be two fields; other controls nobody sees. */
const line = z
  .string()
  .max(lineMax)
  .refine((text) => !/[\p{Cc}\u2028\u2029]/u.test(text), 'has no line ends and no control characters');

const mailboxText = line.refine(
  (text) => mailboxOf(text) !== undefined,
  'is one address: anna@contoso.com, or Anna Ahrens <anna@contoso.com>',
);
const mailbox = z
  .union([
    mailboxText,
    z.strictObject({
      name: line.optional(),
      address: line.refine((text) => parseMailbox(text) !== undefined, 'is an address: anna@contoso.com'),
    }),
  ])
  .describe('anna@contoso.com, Anna Ahrens <anna@contoso.com>, or an object of name and address.');
const mailboxes = z.union([mailbox, z.array(mailbox).max(recipientsMax)]);

const mimeType =
  /^[\w.+-]{1,100}\/[\w.+-]{1,100}(?:; ?[\w.+-]{1,50}=(?:[\w.+:/-]{1,100}|"[\w.+:/ -]{1,100}"))*$/;

const attachment = z.strictObject({
  filename: line.max(255).optional(),
  content: z.string(),
  encoding: z.enum(['base64', 'utf-8']).default('base64').describe('How the content is written here.'),
  contentType: z.string().regex(mimeType).optional().describe('Absent: by the file name.'),
  cid: z
    .string()
    .regex(/^[!-;=?-~]{1,255}$/)
    .optional()
    .describe('What `cid:` in the HTML names.'),
  contentDisposition: z.enum(['attachment', 'inline']).default('attachment'),
});

/** What other members say, or the server does. */
const saidElsewhere =
  /^(?:from|sender|to|cc|bcc|reply-to|subject|date|message-id|mime-version|content-.*|received|return-path|resent-.*)$/i;
const fieldName = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9-]{0,75}$/, 'is the name of a header field')
  .refine((name) => !saidElsewhere.test(name), 'is said by a member of the message, or by the server');

const body = z.string().refine((text) => !text.includes('\0'), 'has no NUL');

/** A message as an application says it in JSON. */
export const letterInput = z.strictObject({
  from: mailbox,
  to: mailboxes.optional(),
  cc: mailboxes.optional(),
  bcc: mailboxes.optional().describe('Recipients of whom the message does not tell.'),
  replyTo: mailboxes.optional(),
  subject: line.optional(),
  text: body.optional(),
  html: body.optional(),
  attachments: z.array(attachment).max(attachmentsMax).optional(),
  headers: z
    .record(fieldName, z.union([line, z.array(line).max(50)]))
    .optional()
    .describe('Further header fields.'),
});

export type Letter = z.output<typeof letterInput>;

export interface Mailbox {
  readonly name: string;
  readonly address: string;
  readonly path: Path;
}

/** Undefined: it is not one address. */
function mailboxOf(text: string): Mailbox | undefined {
  const [, name = '', bracketed] = /^([^<>]*)<([^<>]*)>$/.exec(text) ?? [];
  const address = (bracketed ?? text).trim();
  const path = parseMailbox(address);
  return path && { name: name.trim().replace(/^"([^"]*)"$/, '$1'), address, path };
}

/** Of a letter whose form is right. */
export function mailboxesOf(given: z.output<typeof mailboxes> | undefined): readonly Mailbox[] {
  const list = given === undefined ? [] : Array.isArray(given) ? given : [given];
  return list.map((each) => {
    const found =
      typeof each === 'string' ? mailboxOf(each) : { ...mailboxOf(each.address), name: each.name ?? '' };
    if (found?.path === undefined || found.address === undefined) {
      throw new Error('the form was not looked at');
    }
    return { name: found.name, address: found.address, path: found.path };
  });
}

/** Everybody whom it goes to, each once. */
export function recipientsOf(letter: Letter): readonly Path[] {
  const all = [letter.to, letter.cc, letter.bcc].flatMap(mailboxesOf);
  return [...new Map(all.map(({ address, path }) => [address.toLowerCase(), path])).values()];
}
