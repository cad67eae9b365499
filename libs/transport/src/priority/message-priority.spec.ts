import { HeaderBlock } from '@mailyard/message';

import { changed } from '../spec-support/connected.js';
import { contoso } from '../spec-support/contoso.js';
import { recipient } from '../spec-support/test-hub.js';
import { messagePriority } from './message-priority.js';

const { reversePath, high, low } = {
  reversePath: recipient('alice@contoso.com').path,
  high: 'X-Priority: 1',
  low: 'X-Priority: 5',
};
const enabled = { PriorityQueuingEnabled: true };

it.each([
  [high, 1_000, {}, undefined],
  [high, 1_000, enabled, 'High'],
  [low, 1_000, enabled, 'Low'],
  [low, 1_000_000, enabled, 'Low'],
  ['X-Priority: 3', 1_000, enabled, undefined],
  [high, 256_000, enabled, 'High'],
  [high, 256_001, enabled, undefined],
  [high, 1_001, { ...enabled, MaxHighPriorityMessageSize: 1_000 }, undefined],
] as const)('%s of %d octets with %j is %s', (field, sizeBytes, settings, priority) => {
  const message = {
    header: HeaderBlock.parse(Buffer.from(`${field}\r\n\r\n`)),
    sizeBytes,
    envelope: { reversePath, recipients: [], body: '7BIT', smtpUtf8: false } as const,
  };
  expect(messagePriority(message, contoso(settings))).toBe(priority);
});

it('DowngradeHighPriorityMessagesEnabled of the sender: High is Normal, Low stays', () => {
  const organization = contoso(enabled);
  const Mailboxes = organization.objects.Mailboxes.map((mailbox) =>
    mailbox.Name === 'alice' ? { ...mailbox, DowngradeHighPriorityMessagesEnabled: true } : mailbox,
  );
  const priorityOf = (field: string, sender: string) =>
    messagePriority(
      {
        header: HeaderBlock.parse(Buffer.from(`${field}\r\n\r\n`)),
        sizeBytes: 1_000,
        envelope: { reversePath: recipient(sender).path, recipients: [], body: '7BIT', smtpUtf8: false },
      },
      changed(organization, { Mailboxes }),
    );
  expect(priorityOf(high, 'alice@contoso.com')).toBeUndefined();
  expect(priorityOf(low, 'alice@contoso.com')).toBe('Low');
  expect(priorityOf(high, 'bob@contoso.com')).toBe('High');
});
