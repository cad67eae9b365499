import type { LoadedCopy } from '@mailyard/queue';
import type { Envelope, EnvelopeRecipient } from '@mailyard/smtp';

/** What a test says of a message; the rest is as it usually is. */
export interface ExampleMessage {
  readonly recipients: readonly EnvelopeRecipient[];
  readonly from?: Envelope['reversePath'];
  readonly envelope?: Partial<Envelope>;
  readonly authAs?: LoadedCopy['item']['source']['authAs'];
  /** Fields of the header. */
  readonly header?: string;
  /** Absent: `inFile` octets are in a file, or there are none. */
  readonly content?: Buffer;
  readonly inFile?: LoadedCopy['item']['content'];
}

/** A copy in a mailbox delivery queue with its message, as a lane has it. */
export function loadedCopy(message: ExampleMessage): LoadedCopy {
  const { recipients, from = { localPart: 'alice', domain: 'contoso.com' }, content } = message;
  const header = Buffer.from(`${message.header ?? 'Subject: test\r\n'}\r\n`);
  const receivedAt = Date.now();
  return {
    id: '1000',
    number: '0',
    stored: '',
    copy: { number: '0', queue: 'SmtpDeliveryToMailbox.DB01', recipients, attempts: 0 },
    item: {
      id: '1000',
      envelope: { reversePath: from, recipients, body: '7BIT', smtpUtf8: false, ...message.envelope },
      source: {
        kind: 'SMTP',
        receivedAt,
        sessionId: '',
        connector: { name: 'Default MBX01', guid: 'c' },
        server: { fqdn: 'mbx01.contoso.com', ip: '127.0.0.1' },
        peer: { ip: '192.0.2.1', port: 4711, helo: 'client.example' },
        authAs: message.authAs ?? 'Anonymous',
        headerRights: { routing: true, organization: false, forest: false },
      },
      messageId: '<1@contoso.com>',
      networkMessageId: '00000000-0000-4000-8000-000000000000',
      receivedAt,
      sizeBytes: header.length,
      header,
      content: message.inFile ?? { store: 'redis', bytes: content?.length ?? 0 },
    },
    ...(content && { content: [content] }),
  };
}
