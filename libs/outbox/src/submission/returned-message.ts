import { randomUUID } from 'node:crypto';

import type { Mailbox, Organization } from '@mailyard/directory';
import {
  composeDsn,
  HeaderBlock,
  languageOfAuthor,
  languageOfTag,
  type ComposedDsn,
  type DsnReporter,
} from '@mailyard/message';
import { pathOf } from '@mailyard/schema';
import type { Envelope, Path, Reply } from '@mailyard/smtp';

/** A message that nobody gets, and why not. */
export interface RefusedMessage {
  readonly owner: Pick<Mailbox, 'PrimarySmtpAddress'>;
  /** Absent: it is too large to be read. */
  readonly header?: HeaderBlock;
  /** Absent: it cannot be told whom it is for. */
  readonly envelope?: Envelope;
  readonly reply: Reply;
  readonly writtenAt: Date;
}

/**
 * The non-delivery report that its owner gets: of all recipients, since nobody has got it. It shows the header alone; the
 * message itself goes back among the drafts.
 */
export function returnedMessage(
  { owner, header = HeaderBlock.empty, envelope, reply, writtenAt }: RefusedMessage,
  {
    organization,
    fqdn,
    now,
  }: { readonly organization: Organization; readonly fqdn: string; readonly now: Date },
): ComposedDsn {
  const author = pathOf(owner.PrimarySmtpAddress);
  const recipients: readonly Path[] = envelope?.recipients.map(({ path }) => path) ?? [];
  return composeDsn({
    kind: 'failed',
    original: {
      reversePath: author,
      envelope: { smtpUtf8: envelope?.smtpUtf8 ?? false, body: '8BITMIME', ret: 'HDRS' },
      header,
      arrivedAt: writtenAt,
    },
    // A report is about somebody (RFC 3464 §2.3): of a message without recipients, about whoever wrote it.
    recipients: (recipients.length === 0 ? [author] : recipients).map((path) => ({ path, reply })),
    reporter: reporterOf(header, organization, fqdn),
    now,
    guid: randomUUID(),
  });
}

function reporterOf(header: HeaderBlock, organization: Organization, fqdn: string): DsnReporter {
  const { transport, defaultDomain } = organization;
  const language = languageOfTag(transport.InternalDsnDefaultLanguage ?? '') ?? 'en';
  return {
    fqdn,
    defaultDomain: defaultDomain.DomainName,
    audience: 'internal',
    language:
      (transport.InternalDsnLanguageDetectionEnabled ? languageOfAuthor(header) : undefined) ?? language,
    html: transport.InternalDsnSendHtml,
    diagnostics: 'whole',
  };
}
