import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { eventually } from '@mailyard/testing';

import { deliveryReport } from '../mail/delivery-report.js';
import type { Maildir } from '../mail/maildir.js';
import { OutboxFolder } from '../mail/outbox-folder.js';
import { organizationText } from '../stack/organization.js';
import { queuedCount } from '../stack/queues.js';
import { Services } from '../stack/services.js';

let stack: Services;
let alice: OutboxFolder;
let aliceMail: Maildir;
let serial = 0;

beforeAll(async () => {
  stack = await Services.start({
    organization: organizationText({
      mailboxes: [
        { Name: 'boss', PrimarySmtpAddress: 'boss@contoso.com', GrantSendOnBehalfTo: ['alice'] },
        { Name: 'sales', PrimarySmtpAddress: 'sales@contoso.com', GrantSendAsTo: ['team'] },
      ],
    }),
    services: ['mailbox-delivery', 'hub-transport', 'mailbox-submission'],
  });
  const path = join(stack.site.dataDir, 'mailboxes/DB01/alice');
  alice = new OutboxFolder(path);
  aliceMail = stack.site.mailbox('alice');
}, 60_000);
afterAll(() => stack.stop(), 60_000);

/** As mail programs on this system write it, with the line ends of files. */
function written(fields: Readonly<Record<string, string>>): { readonly id: string; readonly text: string } {
  const id = `<${(serial += 1)}.${process.pid}@outbox.example>`;
  const header = Object.entries({ 'Message-ID': id, Subject: 'From an Outbox', ...fields });
  return { id, text: `${header.map(([name, value]) => `${name}: ${value}\n`).join('')}\nHello\n.\nBye\n` };
}

/** It is among the drafts, and the report that came for it. */
async function returned(id: string, name: string): Promise<string> {
  const report = await aliceMail.only((stored) => deliveryReport(stored)?.returned.includes(id) ?? false, {
    what: `a report on ${id}`,
  });
  await eventually(async () => (await alice.names('Drafts')).includes(name));
  expect(await alice.names('Outbox')).toEqual([]);
  expect(await alice.names('Sent')).not.toContain(name);
  return (
    deliveryReport(report)
      ?.recipients.map(({ diagnostic }) => diagnostic)
      .join('; ') ?? ''
  );
}

describe('what is put into an Outbox', () => {
  it('goes to whom To, Cc and Bcc name, and is filed in Sent', async () => {
    const { id, text } = written({
      From: 'Alice <alice@contoso.com>',
      To: '"bob@elsewhere.example" <bob@contoso.com>',
      Cc: 'Friends: ALICE@contoso.com, bob@contoso.com;',
      Bcc: 'carol@contoso.com',
    });
    const name = await alice.put(text);
    for (const reader of ['bob', 'carol', 'alice'] as const) {
      const stored = await stack.site.mailbox(reader).message(id);
      expect(stored.fields('Bcc')).toEqual([]);
      expect(stored.fields('X-MS-Exchange-Organization-AuthAs')).toEqual(['Internal']);
      expect(stored.fields('Return-Path')).toEqual(['<alice@contoso.com>']);
      // RFC 5321 §2.3.8
      expect(stored.body.toString()).toBe('Hello\r\n.\r\nBye\r\n');
    }
    await eventually(async () => (await alice.names('Sent')).includes(name));
    expect(await alice.names('Outbox')).toEqual([]);
  }, 30_000);

  it('with the flag of a draft stays until it has it no more', async () => {
    const { id, text } = written({ From: 'alice@contoso.com', To: 'bob@contoso.com' });
    const draft = await alice.put(text, 'D');
    const other = written({ From: 'alice@contoso.com', To: 'bob@contoso.com' });
    await alice.put(other.text, 'S');
    await stack.site.mailbox('bob').message(other.id);
    expect(await alice.names('Outbox')).toEqual([draft]);
    const sent = (await stack.site.mailbox('bob').messages()).filter((stored) => stored.id === id);
    expect(sent).toEqual([]);
    await alice.removeFromOutbox(draft);
  }, 30_000);

  it('comes back with a reason when its owner may not write as its From (5.7.60)', async () => {
    const { id, text } = written({ From: 'bob@contoso.com', To: 'carol@contoso.com' });
    const name = await alice.put(text);
    expect(await returned(id, name)).toContain('5.7.60');
  }, 30_000);

  it.each([
    ['as another who lets a group of hers do so', 'sales@contoso.com', []],
    ['on behalf of another, who is shown', 'boss@contoso.com', ['<alice@contoso.com>']],
  ])(
    'is sent %s',
    async (_, author, sender) => {
      const { id, text } = written({ From: author, To: 'bob@contoso.com' });
      await alice.put(text);
      const stored = await stack.site.mailbox('bob').message(id);
      expect([stored.fields('From'), stored.fields('Sender')]).toEqual([[author], sender]);
    },
    30_000,
  );

  it.each([
    ['nobody', { From: 'alice@contoso.com', Subject: 'To nobody' }, /5\.1\.3/],
    [
      'what cannot be read',
      { From: 'alice@contoso.com', To: 'bob@contoso.com, <carol' },
      /5\.6\.0.*To field/,
    ],
  ])(
    'comes back when it is for %s',
    async (_, fields, reason) => {
      const { id, text } = written(fields);
      const name = await alice.put(text);
      expect(await returned(id, name)).toMatch(reason);
    },
    30_000,
  );

  it('for a recipient who does not exist is sent, and a report comes from the hub', async () => {
    const { id, text } = written({ From: 'alice@contoso.com', To: 'nobody@contoso.com, bob@contoso.com' });
    const name = await alice.put(text);
    await stack.site.mailbox('bob').message(id);
    await aliceMail.only((stored) => deliveryReport(stored)?.returned.includes(id) ?? false);
    await eventually(async () => (await alice.names('Sent')).includes(name));
  }, 30_000);

  it('as a link to another file is not read', async () => {
    const secret = join(stack.site.dataDir, 'secret');
    await writeFile(
      secret,
      'From: alice@contoso.com\nTo: bob@contoso.com\nMessage-ID: <secret@x>\n\nsecret\n',
    );
    const folder = join(stack.site.dataDir, 'mailboxes/DB01/alice/.Outbox/new');
    await symlink(secret, join(folder, '1.link'));
    await mkdir(join(folder, '2.folder'));
    const { id, text } = written({ From: 'alice@contoso.com', To: 'bob@contoso.com' });
    await alice.put(text);
    const bob = stack.site.mailbox('bob');
    await bob.message(id);
    expect((await bob.messages()).map((stored) => stored.id)).not.toContain('<secret@x>');
    await eventually(() => stack.service('mailbox-submission').output.includes('1.link is no file'));
    await alice.removeFromOutbox('1.link');
    await alice.removeFromOutbox('2.folder');
  }, 30_000);

  it('waits while no hub is there, and is sent once when two services serve the mailbox', async () => {
    await stack.kill('hub-transport');
    const { id, text } = written({ From: 'alice@contoso.com', To: 'carol@contoso.com' });
    const name = await alice.put(text);
    await eventually(() => stack.service('mailbox-submission').output.includes('is tried again'));
    await stack.startService('second mailbox-submission');
    await stack.startService('hub-transport');
    await stack.site.mailbox('carol').message(id, 20_000);
    await eventually(async () => (await alice.names('Sent')).includes(name));
    const copies = (await stack.site.mailbox('carol').messages()).filter((stored) => stored.id === id);
    expect(copies).toHaveLength(1);
  }, 60_000);

  it('is sent once each, however many services find it at the same moment (ADR 43)', async () => {
    const letters = Array.from({ length: 60 }, () =>
      written({ From: 'alice@contoso.com', To: 'carol@contoso.com' }),
    );
    await Promise.all(letters.map(({ text }) => alice.put(text)));
    const carol = stack.site.mailbox('carol');
    for (const { id } of letters) await carol.message(id, 20_000);
    await eventually(async () => (await alice.names('Outbox')).length === 0);
    await eventually(async () => (await queuedCount(stack.redis)) === 0);
    const ids = (await carol.messages()).map((stored) => stored.id);
    expect(letters.filter(({ id }) => ids.filter((each) => each === id).length !== 1)).toEqual([]);
  }, 60_000);
});
