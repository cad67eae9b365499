import type { MailItem } from '../item/mail-item.js';

const header = Buffer.from('Subject: x\r\n\r\n');

/** An anonymous message to nobody, with content of four octets in Redis. */
export function exampleItem(id: string, rest: Partial<MailItem> = {}): MailItem {
  const receivedAt = Date.now();
  return {
    id,
    envelope: { reversePath: null, recipients: [], body: '7BIT', smtpUtf8: false },
    source: {
      kind: 'SMTP',
      receivedAt,
      sessionId: '08D0000000000001',
      connector: { name: String.raw`MBX01\Default MBX01`, guid: 'c' },
      server: { fqdn: 'mbx01.contoso.com', ip: '127.0.0.1' },
      peer: { ip: '192.0.2.1', port: 4711, helo: 'client.example' },
      authAs: 'Anonymous',
      headerRights: { routing: true, organization: false, forest: false },
    },
    messageId: `<${id}@contoso.com>`,
    networkMessageId: '00000000-0000-4000-8000-000000000000',
    receivedAt,
    sizeBytes: header.length + 4,
    header,
    content: { store: 'redis', bytes: 4 },
    ...rest,
  };
}
