import type { DsnKind } from '@mailyard/message';
import { Reply } from '@mailyard/smtp';

import { contoso } from '../spec-support/contoso.js';
import { loadedCopy } from '../spec-support/loaded-copy.js';
import { recipient } from '../spec-support/test-hub.js';
import { DsnAuthor } from './dsn-author.js';

const author = new DsnAuthor({
  fqdn: 'mbx01.contoso.com',
  organization: () => contoso(),
  nextId: () => Promise.resolve('2000'),
  now: Date.now,
});
const reply = new Reply(550, '5.1.1', 'no such user');

async function reported(count: number): Promise<readonly string[]> {
  const recipients = Array.from({ length: count }, (_, index) => recipient(`user${index}@contoso.com`));
  const message = loadedCopy({ recipients, content: Buffer.from('the content\r\n') });
  const outcomes = recipients.map((one) => ({ recipient: one, reply }));
  const written = await author.write('failed', message, outcomes);
  return written.map(({ content }) => String(content));
}

function addressesIn(dsn: string): readonly string[] {
  return [...dsn.matchAll(/^Final-Recipient: rfc822; ?(\S+?)\r$/gim)].map(([, address = '']) => address);
}

it('a DSN tells of everybody who failed', async () => {
  const [dsn, ...others] = (await reported(3)).map(addressesIn);
  expect(dsn).toEqual(['user0@contoso.com', 'user1@contoso.com', 'user2@contoso.com']);
  expect(others).toEqual([]);
});

it('of very many recipients several DSNs tell, of each recipient one, the first with the content', async () => {
  const texts = await reported(2_500);
  const dsns = texts.map(addressesIn);
  expect(dsns.map((dsn) => dsn.length)).toEqual([1_000, 1_000, 500]);
  expect(new Set(dsns.flat()).size).toBe(2_500);
  expect(texts.map((text) => text.includes('the content'))).toEqual([true, false, false]);
});

it.each<DsnKind>(['failed', 'delayed', 'delivered', 'relayed', 'expanded'])(
  'a null reverse-path is never answered (RFC 5321 §4.5.5): %s',
  async (kind) => {
    const asked = recipient('gone@contoso.com', { notify: ['SUCCESS', 'FAILURE', 'DELAY'] });
    const outcomes = [{ recipient: asked, reply }];
    const from = (reversePath: null | { localPart: string; domain: string }) =>
      author.write(kind, loadedCopy({ recipients: [asked], from: reversePath }), outcomes);
    expect(await from(null)).toEqual([]);
    const [dsn] = await from({ localPart: 'alice', domain: 'contoso.com' });
    // So no DSN is ever answered by another one.
    expect(dsn?.item.envelope.reversePath).toBeNull();
    const again = await author.write('failed', loadedCopy({ ...asDsn, recipients: [asked] }), outcomes);
    expect(again).toEqual([]);
  },
);

const asDsn = { from: null, header: 'Auto-Submitted: auto-replied\r\n' } as const;

it.each([
  ['SmtpDeliveryToMailbox.DB01', false],
  ['SmtpRelayToMailboxDeliveryGroup.MBX02', false],
  ['SmartHostConnectorDelivery.[192.0.2.9]@c', true],
  ['DnsConnectorDelivery.example.net@c', true],
])('the host behind %s is named: %s', async (queue, isNamed) => {
  const gone = recipient('gone@contoso.com');
  const { copy, ...message } = loadedCopy({ recipients: [gone] });
  const outcome = { recipient: gone, reply, remote: { host: 'mx.example.net', ip: '192.0.2.9' } };
  const [dsn] = await author.write('failed', { ...message, copy: { ...copy, queue } }, [outcome]);
  expect(String(dsn?.content).includes('mx.example.net')).toBe(isNamed);
});
