import { exchangeRecipient, formatPath, type Envelope } from '@mailyard/smtp';

import { encodePhrase } from '../mime/encoded-word.js';
import { asciiDomain } from '../header/ascii-domain.js';
import { HeaderBlock } from '../header/header-block.js';
import { headerField } from '../header/header-field.js';
import { formatDateTime } from '../trace/date-time.js';
import { messageIdOf } from '../trace/missing-fields.js';
import { stampOrganizationFields } from '../trace/organization-fields.js';
import { deliveryStatus, isAscii } from './delivery-status.js';
import type { ComposedDsn, DsnRequest } from './dsn.js';
import { multipart, type MimePart } from '../mime/mime-part.js';
import { originalPart } from './original-part.js';
import { quotedPrintable } from '../mime/quoted-printable.js';
import { renderHtml, renderText } from './report/render-report.js';
import { reportBlocks, reportSubject } from './report/report.js';

const maxReferences = 20;

/**
 * Writes the DSN of RFC 3464: null reverse-path, to the original sender. Where an address is not ASCII, or the original
 * header is UTF-8, it takes the forms of RFC 6533 and needs SMTPUTF8 itself.
 */
export function composeDsn(wanted: DsnRequest): ComposedDsn {
  if (wanted.recipients.length === 0) throw new RangeError('a DSN needs a recipient to report on');
  const request = { ...wanted, reporter: asciiReporter(wanted.reporter) };
  const original = originalPart(request.original);
  const smtpUtf8 = needsSmtpUtf8(request, original);
  const boundary = `_report_${request.guid}_`;
  const content = multipart(boundary, [humanPart(request), statusPart(request, smtpUtf8), original]);
  const messageId = `<${request.guid}@${request.reporter.fqdn}>`;
  const contentBytes = content.reduce((sum, chunk) => sum + chunk.length, 0);
  const eightBit = smtpUtf8 || original.fields['Content-Transfer-Encoding'] === '8bit';
  const header = dsnHeader(request, { messageId, boundary, eightBit });
  return {
    envelope: dsnEnvelope(request, { smtpUtf8, eightBit }),
    header: stampSystemMail(header, request, contentBytes),
    content,
    messageId,
    networkMessageId: request.guid,
  };
}

function needsSmtpUtf8({ original, recipients, reporter }: DsnRequest, part: MimePart): boolean {
  const addresses = [original.reversePath, ...recipients.map((recipient) => recipient.path)].map(formatPath);
  const orcpts = recipients.map((recipient) => recipient.orcpt ?? '');
  const texts = [...addresses, ...orcpts, reporterAddress(reporter)];
  const partIsGlobal = part.fields['Content-Type']?.startsWith('message/global') === true;
  return partIsGlobal || !texts.every(isAscii);
}

/** A DSN is never reported on: null reverse-path, and NOTIFY=NEVER says so to systems that know only that. */
function dsnEnvelope(
  { original }: DsnRequest,
  needs: { readonly smtpUtf8: boolean; readonly eightBit: boolean },
): Envelope {
  return {
    reversePath: null,
    recipients: [{ path: original.reversePath, notify: ['NEVER'] }],
    body: needs.eightBit ? '8BITMIME' : '7BIT',
    smtpUtf8: needs.smtpUtf8,
    // RFC 8689 §5: what was not to be read on the way out is not to be read on the way back.
    ...(original.envelope.requireTls ? { requireTls: true } : {}),
  };
}

function dsnHeader(
  request: DsnRequest,
  own: { readonly messageId: string; readonly boundary: string; readonly eightBit: boolean },
): HeaderBlock {
  const originalId = messageIdOf(request.original.header);
  const fields: Record<string, string | undefined> = {
    From: reporterAddress(request.reporter),
    To: formatPath(request.original.reversePath),
    Date: formatDateTime(request.now),
    Subject: reportSubject(request),
    'Message-ID': own.messageId,
    'In-Reply-To': identifiers(originalId).at(-1),
    References: references(request.original.header, originalId),
    'MIME-Version': '1.0',
    'Content-Type': `multipart/report; report-type=delivery-status; boundary="${own.boundary}"`,
    'Content-Transfer-Encoding': own.eightBit ? '8bit' : undefined,
    'Content-Language': 'en-US',
    'Auto-Submitted': 'auto-replied', // RFC 3834 §5.
    'X-Auto-Response-Suppress': 'All',
    'X-MS-Exchange-Message-Is-Ndr': request.kind === 'failed' ? '' : undefined,
  };
  return new HeaderBlock(
    Object.entries(fields).flatMap(([name, value]) =>
      value === undefined ? [] : [headerField(name, value)],
    ),
  );
}

/** What marks system mail inside the organization; the header firewall takes it off at the border. */
function stampSystemMail(header: HeaderBlock, request: DsnRequest, contentBytes: number): HeaderBlock {
  const withLevel = header.append(headerField('X-MS-Exchange-Organization-SCL', '-1'));
  return stampOrganizationFields(withLevel, {
    authAs: 'Internal',
    authSource: request.reporter.fqdn,
    authMechanism: '05',
    networkMessageId: request.guid,
    directionality: 'Originating',
    arrivedAt: request.now,
    originalBytes: header.toBuffer().length + contentBytes,
  });
}

/** Our own names are A-labels: they must not be what makes a DSN need SMTPUTF8. */
function asciiReporter(reporter: DsnRequest['reporter']): DsnRequest['reporter'] {
  const { fqdn, defaultDomain } = reporter;
  return { ...reporter, fqdn: asciiDomain(fqdn), defaultDomain: asciiDomain(defaultDomain) };
}

function reporterAddress({ audience, defaultDomain, postmaster }: DsnRequest['reporter']): string {
  return audience === 'internal'
    ? `${encodePhrase('Microsoft Outlook')} <${exchangeRecipient}@${defaultDomain}>`
    : (postmaster ?? `postmaster@${defaultDomain}`);
}

function references(header: HeaderBlock, originalId: string | undefined): string | undefined {
  const all = [...identifiers(header.first('References')), ...identifiers(originalId)];
  return all.length === 0 ? undefined : all.slice(-maxReferences).join(' ');
}

/** Message identifiers in a field that somebody else wrote; anything else in it is dropped. */
function identifiers(value: string | undefined): readonly string[] {
  return value?.match(/<[!-;=?-~]{1,250}>/g) ?? [];
}

function humanPart(request: DsnRequest): MimePart {
  const blocks = reportBlocks(request);
  const boundary = `_text_${request.guid}_`;
  const parts = [textPart('text/plain', renderText(blocks)), textPart('text/html', renderHtml(blocks))];
  return {
    fields: { 'Content-Type': `multipart/alternative; boundary="${boundary}"` },
    body: multipart(boundary, parts),
  };
}

function textPart(type: string, text: string): MimePart {
  return {
    fields: { 'Content-Type': `${type}; charset=utf-8`, 'Content-Transfer-Encoding': 'quoted-printable' },
    body: [Buffer.from(quotedPrintable(text))],
  };
}

function statusPart(request: DsnRequest, smtpUtf8: boolean): MimePart {
  const type = smtpUtf8 ? 'message/global-delivery-status' : 'message/delivery-status';
  const encoding = smtpUtf8 ? { 'Content-Transfer-Encoding': '8bit' } : {};
  return { fields: { 'Content-Type': type, ...encoding }, body: [deliveryStatus(request, { smtpUtf8 })] };
}
