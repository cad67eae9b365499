import { randomUUID } from 'node:crypto';
import { crc32 } from 'node:zlib';

import {
  escapedHtml,
  formatDateTime,
  HeaderBlock,
  headerField,
  stampOrganizationFields,
  wrapMessage,
  writeText,
  type HeaderField,
} from '@mailyard/message';
import {
  ArrivingContent,
  headerSummary,
  submissionQueue,
  type LoadedCopy,
  type MailItem,
  type NewItem,
  type QueuedCopy,
} from '@mailyard/queue';
import { exchangeRecipient, formatPath, type Path, type ReversePath } from '@mailyard/smtp';

import type { TransportContext } from '../transport-context.js';
import { contentOf } from './content-of.js';
import { systemSource } from './system-source.js';

/** A message that the organization writes about another one. */
export interface SystemMail {
  readonly to: readonly Path[];
  /** Whoever hears of it when it cannot be delivered. */
  readonly reversePath: ReversePath;
  readonly subject: string;
  readonly html: string;
  /** The message that it is about, and whether that is attached. */
  readonly about: LoadedCopy;
  readonly attached: boolean;
  /** Beside the usual ones. */
  readonly fields?: readonly HeaderField[];
  /** Absent: the Microsoft Exchange recipient. */
  readonly from?: string;
  /** Who hears of each recipient's failure: each then gets a copy of their own. */
  readonly bounceTo?: (recipient: number) => Path;
}

/** Writes such messages for Submission; each exists once the transaction does that it is given to. */
export class SystemItems {
  readonly #context: TransportContext;

  constructor(context: TransportContext) {
    this.#context = context;
  }

  /** What is attached is read and written piece by piece: it may be larger than memory should hold. */
  async write(mail: SystemMail): Promise<NewItem> {
    const { database, stores, files } = this.#context;
    const { about, attached, html } = mail;
    const kept = new ArrivingContent(stores);
    try {
      const texts = [{ html, location: 'Append' }] as const;
      const put = (piece: Buffer) => kept.write(piece);
      const original = { header: about.item.header, content: () => contentOf(about, files) };
      const described = await (attached ? wrapMessage(original, texts, put) : writeText(texts, put));
      const id = await database.ids.next();
      const octets = await kept.save(id);
      const item = this.#item(mail, described, { id, content: { ...kept.reference, crc32: kept.crc32 } });
      return { item, copies: copiesOf(item, mail), ...(octets === undefined ? {} : { content: octets }) };
    } catch (error) {
      await kept.discard();
      throw error;
    } finally {
      kept.release();
    }
  }

  #item(mail: SystemMail, described: HeaderBlock, kept: Pick<MailItem, 'id' | 'content'>): MailItem {
    const { fqdn } = this.#context;
    const guid = randomUUID();
    const receivedAt = Date.now();
    const block = this.#header(mail, described, { guid, receivedAt, contentBytes: kept.content.bytes });
    const header = block.toBuffer();
    // Of Bcc and the like nobody hears; a report to nobody must not be reported on.
    const recipients = mail.to.map((path) =>
      mail.reversePath === null ? { path, notify: ['NEVER'] as const } : { path },
    );
    const envelope = { ...mail.about.item.envelope, reversePath: mail.reversePath, recipients };
    return {
      ...kept,
      envelope,
      source: systemSource(fqdn, receivedAt),
      messageId: `<${guid}@${fqdn}>`,
      networkMessageId: guid,
      receivedAt,
      sizeBytes: header.length + kept.content.bytes,
      header,
      headerCrc32: crc32(header),
      ...headerSummary(block, envelope),
    };
  }

  #header(
    { to, subject, from, fields = [] }: SystemMail,
    described: HeaderBlock,
    {
      guid,
      receivedAt,
      contentBytes,
    }: { readonly guid: string; readonly receivedAt: number; readonly contentBytes: number },
  ): HeaderBlock {
    const { fqdn, organization } = this.#context;
    const date = new Date(receivedAt);
    const ofContent = described.fields.filter(({ name }) => /^(?:mime-version|content-.*)$/i.test(name));
    const header = new HeaderBlock([
      headerField(
        'From',
        from ?? `"Microsoft Outlook" <${exchangeRecipient}@${organization().defaultDomain.DomainName}>`,
      ),
      headerField('To', to.map(formatPath).join(', ')),
      headerField('Date', formatDateTime(date)),
      headerField('Subject', subject),
      headerField('Message-ID', `<${guid}@${fqdn}>`),
      // RFC 3834 §5.
      headerField('Auto-Submitted', 'auto-generated'),
      headerField('X-Auto-Response-Suppress', 'All'),
      ...fields,
      ...ofContent,
    ]);
    return stampOrganizationFields(header, {
      authAs: 'Internal',
      authSource: fqdn,
      authMechanism: '05',
      networkMessageId: guid,
      directionality: 'Originating',
      arrivedAt: date,
      originalBytes: header.toBuffer().length + contentBytes,
    });
  }
}

function copiesOf({ envelope: { recipients } }: MailItem, { bounceTo }: SystemMail): readonly QueuedCopy[] {
  const waiting = { queue: submissionQueue, attempts: 0 };
  if (bounceTo === undefined) return [{ number: '0', recipients, ...waiting }];
  return recipients.map((recipient, index) => ({
    number: String(index),
    recipients: [{ ...recipient, notify: ['FAILURE'] }],
    reversePath: bounceTo(index),
    ...waiting,
  }));
}

/** A text of ours as HTML, its lines kept; nothing in it acts as markup. */
export function asHtml(text: string): string {
  return `<p>${escapedHtml(text).replaceAll(/\r?\n/g, '<br>')}</p>`;
}
