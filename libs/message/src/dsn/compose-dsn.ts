import { formatPath, type Envelope } from '@mailyard/smtp';

import { multipart, type MimePart } from '../mime/mime-part.js';
import { quotedPrintable } from '../mime/quoted-printable.js';
import { isAscii } from './address-forms.js';
import { deliveryStatus } from './delivery-status.js';
import type { ComposedDsn, DsnRequest } from './dsn.js';
import { asciiReporter, dsnHeader, reporterAddress, stampSystemMail } from './dsn-header.js';
import { originalPart } from './original-part.js';
import { renderHtml } from './report/render-html.js';
import { renderText } from './report/render-text.js';
import { originalSubject, reportBlocks } from './report/report.js';
import type { Catalogue } from './words/catalogue.js';
import { catalogues } from './words/catalogues.js';

/**
 * Writes the DSN of RFC 3464: null reverse-path, to the original sender. Where an address is not ASCII, or the original
 * header is UTF-8, it takes the forms of RFC 6533 and needs SMTPUTF8 itself, if its reader can have that.
 */
export function composeDsn(wanted: DsnRequest): ComposedDsn {
  if (wanted.recipients.length === 0) throw new RangeError('a DSN needs a recipient to report on');
  const request = { ...wanted, reporter: asciiReporter(wanted.reporter) };
  const { original: about, reporter, guid } = request;
  const words = catalogues[reporter.language];
  const original = originalPart(about);
  const smtpUtf8 = needsSmtpUtf8(request, original);
  const boundary = `_report_${guid}_`;
  const content = multipart(boundary, [humanPart(request, words), statusPart(request, smtpUtf8), original]);
  const contentBytes = content.reduce((sum, { length }) => sum + length, original.bytesElsewhere);
  const messageId = `<${guid}@${reporter.fqdn}>`;
  const eightBit = smtpUtf8 || original.fields['Content-Transfer-Encoding'] === '8bit';
  const header = dsnHeader(request, words, { messageId, boundary, eightBit, smtpUtf8 });
  return {
    envelope: dsnEnvelope(request, { smtpUtf8, eightBit }),
    header: stampSystemMail(header, request, contentBytes),
    content,
    isOpen: original.isOpen,
    contentBytes,
    messageId,
    networkMessageId: guid,
  };
}

/**
 * RFC 6533 §1: not every sender can take an international DSN. Whoever has used SMTPUTF8, or has such an address, can; for
 * others the recipient's address is written in ASCII.
 */
function needsSmtpUtf8({ original, recipients, reporter }: DsnRequest, part: MimePart): boolean {
  const sender = formatPath(original.reversePath);
  if (!isAscii(sender)) return true;
  if (!original.envelope.smtpUtf8) return false;
  const texts = recipients.flatMap(({ path, orcpt = '' }) => [formatPath(path), orcpt]);
  const partIsGlobal = part.fields['Content-Type']?.startsWith('message/global') === true;
  return partIsGlobal || ![...texts, reporterAddress(reporter, { smtpUtf8: true })].every(isAscii);
}

/** A DSN is never reported on: null reverse-path, and NOTIFY=NEVER says so to systems that know only that. */
function dsnEnvelope(
  { original, copyTo }: DsnRequest,
  needs: { readonly smtpUtf8: boolean; readonly eightBit: boolean },
): Envelope {
  const readers = copyTo === undefined ? [original.reversePath] : [original.reversePath, copyTo];
  return {
    reversePath: null,
    recipients: readers.map((path) => ({ path, notify: ['NEVER'] })),
    body: needs.eightBit ? '8BITMIME' : '7BIT',
    smtpUtf8: needs.smtpUtf8,
    // RFC 8689 §5: what was not to be read on the way out is not to be read on the way back.
    ...(original.envelope.requireTls ? { requireTls: true } : {}),
  };
}

function humanPart(request: DsnRequest, words: Catalogue): MimePart {
  const { kind, reporter, guid } = request;
  const blocks = reportBlocks(request, words);
  const text = textPart('text/plain', renderText(blocks));
  if (!reporter.html) return text;
  const title = `${words.subjectPrefixes[kind]}${originalSubject(request)}`;
  const html = renderHtml({ kind, language: words.tag, title, blocks });
  const boundary = `_text_${guid}_`;
  return {
    fields: { 'Content-Type': `multipart/alternative; boundary="${boundary}"` },
    body: multipart(boundary, [text, textPart('text/html', html)]),
  };
}

/** A report on many recipients is for programs rather than for whoever reads the source: base64 costs them and us least. */
const readableOctets = 65_536;

function textPart(type: string, text: string): MimePart {
  const isLarge = text.length > readableOctets;
  return {
    fields: {
      'Content-Type': `${type}; charset=utf-8`,
      'Content-Transfer-Encoding': isLarge ? 'base64' : 'quoted-printable',
    },
    body: [Buffer.from(isLarge ? base64Lines(text) : quotedPrintable(text))],
  };
}

/** RFC 2045 §6.8, with the line ends of text (§6.5). */
function base64Lines(text: string): string {
  const encoded = Buffer.from(text.replaceAll('\n', '\r\n')).toString('base64');
  return encoded.replaceAll(/.{76}(?=.)/g, '$&\r\n');
}

function statusPart(request: DsnRequest, smtpUtf8: boolean): MimePart {
  const type = smtpUtf8 ? 'message/global-delivery-status' : 'message/delivery-status';
  const encoding = smtpUtf8 ? { 'Content-Transfer-Encoding': '8bit' } : {};
  return { fields: { 'Content-Type': type, ...encoding }, body: [deliveryStatus(request, { smtpUtf8 })] };
}
