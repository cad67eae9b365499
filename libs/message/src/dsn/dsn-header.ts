import { exchangeRecipient, formatPath } from '@mailyard/smtp';

import { asciiDomain } from '../header/ascii-domain.js';
import { HeaderBlock } from '../header/header-block.js';
import { headerField } from '../header/header-field.js';
import { encodePhrase } from '../mime/encoded-word.js';
import { formatDateTime } from '../trace/date-time.js';
import { messageIdOf } from '../trace/missing-fields.js';
import { stampOrganizationFields } from '../trace/organization-fields.js';
import { isAscii, type AddressForms } from './address-forms.js';
import type { DsnReporter, DsnRequest } from './dsn.js';
import { reportSubject } from './report/report.js';
import type { Catalogue } from './words/catalogue.js';

const maxReferences = 20;

interface OwnFacts extends AddressForms {
  readonly messageId: string;
  readonly boundary: string;
  readonly eightBit: boolean;
}

/** The header of a DSN, in the order of Exchange's. */
export function dsnHeader(request: DsnRequest, words: Catalogue, own: OwnFacts): HeaderBlock {
  const { original, reporter, now, kind } = request;
  const originalId = messageIdOf(original.header);
  const fields: Record<string, string | undefined> = {
    From: reporterAddress(reporter, own),
    To: formatPath(original.reversePath),
    Date: formatDateTime(now),
    Subject: reportSubject(request, words),
    'Message-ID': own.messageId,
    'In-Reply-To': identifiers(originalId).at(-1),
    References: references(original.header, originalId),
    'MIME-Version': '1.0',
    'Content-Type': `multipart/report; report-type=delivery-status; boundary="${own.boundary}"`,
    'Content-Transfer-Encoding': own.eightBit ? '8bit' : undefined,
    'Content-Language': words.tag,
    'Auto-Submitted': 'auto-replied', // RFC 3834 §5.
    'X-Auto-Response-Suppress': 'All',
    'X-MS-Exchange-Message-Is-Ndr': kind === 'failed' ? '' : undefined,
  };
  return new HeaderBlock(
    Object.entries(fields).flatMap(([name, value]) =>
      value === undefined ? [] : [headerField(name, value)],
    ),
  );
}

/** What marks system mail inside the organization; the header firewall takes it off at the border. */
export function stampSystemMail(header: HeaderBlock, request: DsnRequest, contentBytes: number): HeaderBlock {
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
export function asciiReporter(reporter: DsnReporter): DsnReporter {
  const { fqdn, defaultDomain } = reporter;
  return { ...reporter, fqdn: asciiDomain(fqdn), defaultDomain: asciiDomain(defaultDomain) };
}

/** Of the postmaster, unless that address would make a DSN need SMTPUTF8 that its reader cannot take. */
export function reporterAddress(
  { audience, defaultDomain, postmaster }: DsnReporter,
  { smtpUtf8 }: AddressForms,
): string {
  if (audience === 'internal') {
    return `${encodePhrase('Microsoft Outlook')} <${exchangeRecipient}@${defaultDomain}>`;
  }
  const isUsable = postmaster !== undefined && (smtpUtf8 || isAscii(postmaster));
  return isUsable ? postmaster : `postmaster@${defaultDomain}`;
}

function references(header: HeaderBlock, originalId: string | undefined): string | undefined {
  const all = [...identifiers(header.first('References')), ...identifiers(originalId)];
  return all.length === 0 ? undefined : all.slice(-maxReferences).join(' ');
}

/** Message identifiers in a field that somebody else wrote; anything else in it is dropped. */
function identifiers(value: string | undefined): readonly string[] {
  return value?.match(/<[!-;=?-~]{1,250}>/g) ?? [];
}
