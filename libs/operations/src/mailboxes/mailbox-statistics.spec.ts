import { TestServer } from '../spec-support/test-server.js';
import { getMailboxStatistics } from './get-mailbox-statistics.js';

let test: TestServer;
beforeAll(async () => (test = await TestServer.start()), 30_000);
afterAll(() => test.stop());

it('Get-MailboxStatistics: of all the last login, by the name that the user signs in with', async () => {
  const [some] = test.directory.organization.mailboxes;
  test.context.lastSignIns.mail.note(some?.UserPrincipalName ?? '');
  const all = await test.order(getMailboxStatistics, {});
  expect(all.map(({ guid }) => guid)).toEqual(test.directory.organization.mailboxes.map(({ Guid }) => Guid));
  const seen = all.filter(({ lastLogonTime }) => lastLogonTime !== undefined);
  expect(seen.map(({ guid }) => guid)).toEqual([some?.Guid]);
  expect(all.every(({ totalItemSize }) => totalItemSize === undefined)).toBe(true);
});

it('the size of one is not known where no Mailbox Delivery runs, and that is no empty mailbox', async () => {
  const [one] = await test.order(getMailboxStatistics, { identity: 'alice' });
  expect(one).toMatchObject({ identity: 'alice', sizeUnknown: 'no Mailbox Delivery of MBX01 runs' });
  expect(one).not.toHaveProperty('totalItemSize');
  await expect(test.order(getMailboxStatistics, { identity: 'nobody' })).rejects.toThrow('nobody');
});
