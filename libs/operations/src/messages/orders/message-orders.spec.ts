import { poisonQueue, setAside, submissionQueue } from '@mailyard/queue';

import { searchAdminAuditLog } from '../../audit/search-admin-audit-log.js';
import { OperationInputError } from '../../operation.js';
import { mailboxQueue, TestServer } from '../../spec-support/test-server.js';
import { exportMessage } from '../reading/export-message.js';
import { getMessageHeader } from '../reading/get-message-header.js';
import { getMessages } from '../reading/get-messages.js';
import { removeMessage } from './remove-message.js';
import { resubmitMessage } from './resubmit-message.js';
import { resumeMessage } from './resume-message.js';
import { showMessage } from '../reading/show-message.js';
import { suspendMessage } from './suspend-message.js';

let server: TestServer;
beforeEach(async () => (server = await TestServer.start()), 30_000);
afterEach(() => server.stop());

const statusOf = async (id: string) => (await server.order(showMessage, { id }))[0]?.status;
const subjects = async (where: string) =>
  (await server.order(getMessages, { where })).rows.map(({ subject }) => subject);

it('a message is meant in all queues by its id, in one by its identity', async () => {
  const { id } = await server.queued();
  for (const identity of [id, `*\\${id}`, `MBX01\\*\\${id}`, `MBX01\\DB01\\${id}`, `DB01\\${id}`]) {
    expect(await server.order(showMessage, { id: identity })).toMatchObject([{ internalId: id }]);
  }
  await expect(server.order(showMessage, { id: `Unreachable\\${id}` })).rejects.toThrow('does not wait in');
  await expect(server.order(showMessage, { id: `DB77\\${id}` })).rejects.toThrow('there is no queue DB77');
});

it('Suspend-Message keeps it, Resume-Message lets it go on, and both are on record', async () => {
  const { id } = await server.queued();
  expect(await server.order(suspendMessage, { id })).toMatchObject([{ internalId: id, outcome: 'Done' }]);
  expect(await statusOf(id)).toBe('Suspended');
  const database = await server.database();
  expect((await database.claim(mailboxQueue)).lease).toBeUndefined();
  expect(await server.order(resumeMessage, { id })).toMatchObject([{ outcome: 'Done' }]);
  expect(await server.order(resumeMessage, { id })).toMatchObject([{ outcome: 'Gone' }]);
  const { lease } = await database.claim(mailboxQueue);
  expect(lease).toBeDefined();
  expect(await server.order(suspendMessage, { id })).toMatchObject([{ outcome: 'Pending' }]);
  expect(await statusOf(id)).toBe('PendingSuspend');
  const entries = await server.order(searchAdminAuditLog, {
    operations: ['Suspend-Message', 'Resume-Message'],
  });
  expect(entries.map(({ operation, modified }) => [operation, modified])).toEqual([
    ['Suspend-Message', [`${mailboxQueue}: Pending`]],
    ['Resume-Message', [`${mailboxQueue}: Gone`]],
    ['Resume-Message', [`${mailboxQueue}: Done`]],
    ['Suspend-Message', [`${mailboxQueue}: Done`]],
  ]);
});

it('a suspended message can be removed, and its sender is told', async () => {
  const { id } = await server.queued();
  await server.order(suspendMessage, { id });
  expect(await server.order(removeMessage, { id })).toMatchObject([{ removal: 'Removed', notified: true }]);
});

it('Resubmit-Message sends it back to Submission, but not a suspended one', async () => {
  const { id } = await server.queued();
  await server.order(suspendMessage, { id });
  expect(await server.order(resubmitMessage, { id })).toMatchObject([{ outcome: 'Suspended' }]);
  await server.order(resumeMessage, { id });
  expect(await server.order(resubmitMessage, { id })).toMatchObject([{ outcome: 'Done' }]);
  expect(await server.order(showMessage, { id })).toMatchObject([{ queue: submissionQueue, attempts: 0 }]);
  expect(await server.order(resubmitMessage, { id })).toMatchObject([{ outcome: 'InSubmission' }]);
});

it('Poison is always suspended: to resume a message there is to submit it again', async () => {
  const item = await server.queued();
  const database = await server.database();
  const { lease } = await database.claim(mailboxQueue);
  if (lease === undefined) throw new Error('nothing was claimed');
  await setAside(database, { id: item.id, number: '0', reason: 'it was too much', lease });
  expect(await server.order(showMessage, { id: item.id })).toMatchObject([
    { queue: poisonQueue, status: 'Suspended', lastError: 'it was too much' },
  ]);
  expect(await server.order(suspendMessage, { id: item.id })).toMatchObject([{ outcome: 'InPoison' }]);
  expect(await server.order(resumeMessage, { id: item.id })).toMatchObject([{ outcome: 'Done' }]);
  const [resumed] = await server.order(showMessage, { id: item.id });
  expect(resumed).toMatchObject({ queue: submissionQueue });
  expect(resumed).not.toHaveProperty('lastError');
});

it('Export-Message gives a file that a Replay directory takes, without what is the organization’s', async () => {
  const header = [
    'X-MS-Exchange-Organization-AuthAs: Internal',
    'X-Receiver: <stranger@example.com>',
    'Received: from a by b; Mon, 1 Jan 2026 00:00:00 +0000',
    'Subject: copied',
    '',
    '',
  ].join('\r\n');
  const { id } = await server.queued({ header });
  await expect(server.order(exportMessage, { id })).rejects.toThrow('is not suspended');
  await server.order(suspendMessage, { id });
  const exported = await server.order(exportMessage, { id });
  expect(exported.name).toBe(`${id}-0.eml`);
  const octets = [exported.header];
  for await (const chunk of exported.content) octets.push(chunk);
  expect(Buffer.concat(octets).toString()).toBe(
    [
      'X-Sender: <bob@contoso.com>',
      'X-Receiver: <alice@contoso.com>',
      'X-Receiver: <carol@contoso.com>',
      'Received: from a by b; Mon, 1 Jan 2026 00:00:00 +0000',
      'Subject: copied',
      '',
      'hello',
      '',
    ].join('\r\n'),
  );
  expect(await statusOf(id)).toBe('Suspended');
});

it('Export-Message of several copies wants to know which, and gives each', async () => {
  const { id } = await server.queued({ copies: 2 });
  await server.order(suspendMessage, { id });
  await expect(server.order(exportMessage, { id })).rejects.toThrow(
    `message ${id} waits in several copies: say which, 0 in ${mailboxQueue}, 1 in ${mailboxQueue}`,
  );
  await expect(server.order(exportMessage, { id, copy: '7' })).rejects.toThrow('has no copy 7 there');
  const receivers = ['0', '1'].map(async (copy) => {
    const { name, header } = await server.order(exportMessage, { id, copy });
    return [name, /X-Receiver: <(.*)>/.exec(header.toString())?.[1]];
  });
  expect(await Promise.all(receivers)).toEqual([
    [`${id}-0.eml`, 'alice@contoso.com'],
    [`${id}-1.eml`, 'carol@contoso.com'],
  ]);
});

it('Get-MessageHeader shows each field as it came, and nothing of the body; the look is on record', async () => {
  const header = [
    'Received: from a by b;',
    '\tMon, 1 Jan 2026 00:00:00 +0000',
    'Subject: =?UTF-8?Q?Gr=C3=BC=C3=9Fe?=',
    'no field',
    '',
    '',
  ].join('\r\n');
  const { id } = await server.queued({ header });
  expect(await server.order(getMessageHeader, { id })).toEqual({
    internalId: id,
    fields: [
      { name: 'Received', value: 'from a by b;\r\n\tMon, 1 Jan 2026 00:00:00 +0000' },
      { name: 'Subject', value: '=?UTF-8?Q?Gr=C3=BC=C3=9Fe?=', decoded: 'Grüße' },
      { name: '', value: 'no field' },
    ],
  });
  const [look] = await server.order(searchAdminAuditLog, { types: ['Looks'], resultSize: 1 });
  expect(look).toMatchObject({ operation: 'Get-MessageHeader', parameters: { id } });
  await expect(server.order(getMessageHeader, { id: '99' })).rejects.toThrow('no message 99 waits');
});

it('messages are found by filters in Exchange’s language', async () => {
  await server.queued({ subject: 'invoice', from: 'erp' });
  const { id } = await server.queued({ subject: 'hello' });
  await server.order(suspendMessage, { id });
  expect(await subjects("FromAddress -like 'ERP@*'")).toEqual(['invoice']);
  expect(await subjects("Status -eq 'Suspended' -and Size -lt 1KB")).toEqual(['hello']);
  expect(await subjects("Subject -eq 'invoice' -or Status -eq 'Suspended'")).toEqual(['invoice', 'hello']);
  expect(await subjects("-not (Subject -contains 'voi')")).toEqual(['hello']);
  expect(await subjects('LastError -ne $null')).toEqual([]);
  expect(await subjects(`DateReceived -gt '${new Date(Date.now() - 60_000).toISOString()}'`)).toHaveLength(2);
  expect(await subjects('MessageLatency -lt 00:00:01 -and Recipients -like carol@*')).toHaveLength(2);
  for (const where of ['Frm -eq x', 'Size -gt big', 'Size -like 5', 'Subject -eq', 'Status -gt Ready']) {
    await expect(subjects(where)).rejects.toThrow(OperationInputError);
  }
});
