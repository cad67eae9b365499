import type { LoadedCopy } from '@mailyard/queue';
import { Reply } from '@mailyard/smtp';

import { contoso } from '../spec-support/contoso.js';
import { recipient } from '../spec-support/test-hub.js';
import { DsnAuthor } from './dsn-author.js';

const header = Buffer.from('Subject: to many\r\n\r\n');
const author = new DsnAuthor({
  fqdn: 'mbx01.contoso.com',
  organization: () => contoso(),
  nextId: () => Promise.resolve('2000'),
  now: Date.now,
});

function messageTo(count: number): LoadedCopy {
  const recipients = Array.from({ length: count }, (_, index) => recipient(`user${index}@contoso.com`));
  const reversePath = { localPart: 'alice', domain: 'contoso.com' };
  const receivedAt = Date.now();
  return {
    id: '1000',
    number: '0',
    stored: '',
    copy: { number: '0', queue: 'SmtpDeliveryToMailbox.DB01', recipients, attempts: 0 },
    item: {
      id: '1000',
      envelope: { reversePath, recipients, body: '7BIT', smtpUtf8: false },
      source: {
        kind: 'SMTP',
        receivedAt,
        sessionId: '',
        connector: { name: 'Default MBX01', guid: 'c' },
        server: { fqdn: 'mbx01.contoso.com', ip: '127.0.0.1' },
        peer: { ip: '192.0.2.1', port: 4711, helo: 'client.example' },
        authAs: 'Anonymous',
        headerRights: { routing: true, organization: false, forest: false },
      },
      messageId: '<1@contoso.com>',
      networkMessageId: '00000000-0000-4000-8000-000000000000',
      receivedAt,
      sizeBytes: header.length,
      header,
      content: { store: 'redis', bytes: 0 },
    },
  };
}

async function reported(count: number): Promise<readonly (readonly string[])[]> {
  const message = messageTo(count);
  const reply = new Reply(550, '5.1.1', 'no such user');
  const outcomes = message.copy.recipients.map((one) => ({ recipient: one, reply }));
  const written = await author.write('failed', message, outcomes);
  return written.map(({ content }) => {
    const found = String(content).matchAll(/^Final-Recipient: rfc822; ?(\S+?)\r$/gim);
    return [...found].map(([, address = '']) => address);
  });
}

it('a DSN tells of everybody who failed', async () => {
  const [dsn, ...others] = await reported(3);
  expect(dsn).toEqual(['user0@contoso.com', 'user1@contoso.com', 'user2@contoso.com']);
  expect(others).toEqual([]);
});

it('of very many recipients several DSNs tell, of each recipient one', async () => {
  const dsns = await reported(2_500);
  expect(dsns.map((dsn) => dsn.length)).toEqual([1_000, 1_000, 500]);
  expect(new Set(dsns.flat()).size).toBe(2_500);
});
