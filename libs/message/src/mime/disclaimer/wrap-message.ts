import { randomUUID } from 'node:crypto';

import { HeaderBlock } from '../../header/header-block.js';
import { headerField } from '../../header/header-field.js';
import { applyHeaderFirewall } from '../../trace/header-firewall.js';
import type { MessageOctets } from '../conversion/convert-body.js';
import { multipart, type MimePart } from '../mime-part.js';
import { quotedPrintable } from '../quoted-printable.js';
import { plainText, type AddedText } from './changed-text.js';

/** Those that describe the content, which now is another one. */
const ofContent = /^(?:content-.*|mime-version)$/i;

/**
 * A new message with a text, and the message itself as it is attached to it: what is signed or encrypted stays so. The new
 * one has its header, but the fields that describe the content. `write` takes the new content piece by piece.
 */
export async function wrapMessage(
  message: MessageOctets,
  texts: readonly AddedText[],
  write: (octets: Buffer) => Promise<void> | void,
): Promise<HeaderBlock> {
  const header = HeaderBlock.parse(message.header);
  const boundary = `wrap-${randomUUID()}`;
  const [opening, closing] = around(boundary, [textPart(texts), attached(header)]);
  await write(opening);
  for await (const piece of typeof message.content === 'function' ? message.content() : message.content) {
    await write(piece);
  }
  await write(closing);
  return header
    .without(({ name }) => ofContent.test(name))
    .append(
      headerField('MIME-Version', '1.0'),
      headerField('Content-Type', `multipart/mixed; boundary="${boundary}"`),
      ...encodingOf(header),
    );
}

/** A new message that is a text and nothing else: its content, and the fields that describe it. */
export async function writeText(
  texts: readonly AddedText[],
  write: (octets: Buffer) => Promise<void> | void,
): Promise<HeaderBlock> {
  const { fields, body } = textPart(texts);
  for (const piece of body) await write(piece);
  return new HeaderBlock(
    Object.entries({ 'MIME-Version': '1.0', ...fields }).map(([name, value]) => headerField(name, value)),
  );
}

/** What stands before the content of the last part, and what behind it. */
function around(boundary: string, parts: readonly MimePart[]): readonly [Buffer, Buffer] {
  const whole = Buffer.concat([...multipart(boundary, parts)]);
  const closing = Buffer.from(`\r\n--${boundary}--\r\n`);
  return [whole.subarray(0, whole.length - closing.length), closing];
}

function textPart(texts: readonly AddedText[]): MimePart {
  const boundary = `text-${randomUUID()}`;
  const html = texts.map(({ html: each }) => each).join('\n');
  const part = (type: string, text: string): MimePart => ({
    fields: { 'Content-Type': `${type}; charset=utf-8`, 'Content-Transfer-Encoding': 'quoted-printable' },
    body: [Buffer.from(quotedPrintable(text))],
  });
  return {
    fields: { 'Content-Type': `multipart/alternative; boundary="${boundary}"` },
    body: multipart(boundary, [
      part('text/plain', `${plainText(html)}\r\n`),
      part('text/html', `${html}\r\n`),
    ]),
  };
}

/** What is ours alone does not travel in a header that nobody looks through. */
function attached(header: HeaderBlock): MimePart {
  const shown = applyHeaderFirewall(header, { routing: true, organization: false, forest: false });
  const encoding = encodingOf(header).length === 0 ? {} : { 'Content-Transfer-Encoding': '8bit' };
  return {
    fields: { 'Content-Type': 'message/rfc822', 'Content-Disposition': 'attachment', ...encoding },
    body: [shown.toBuffer()],
  };
}

/** RFC 2045 §6.4: a composite is as its parts are. */
function encodingOf(header: HeaderBlock) {
  const said = header.first('Content-Transfer-Encoding')?.toLowerCase();
  const wide = said === '8bit' || said === 'binary';
  return wide ? [headerField('Content-Transfer-Encoding', said)] : [];
}
