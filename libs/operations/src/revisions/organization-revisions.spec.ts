import { matchesHash } from '@mailyard/directory';

import { objectOperations } from '../objects/object-operations.js';
import { applyOrganizationFile } from '../organization/apply-organization.js';
import { setPassword } from '../mailboxes/set-password.js';
import { removeMailbox } from '../mailboxes/remove-mailbox.js';
import { TestServer } from '../spec-support/test-server.js';
import { compareOrganizationRevision } from './compare-organization-revision.js';
import { getOrganizationHistory } from './get-organization-history.js';
import { restoreOrganizationRevision } from './restore-organization-revision.js';

let server: TestServer;
beforeAll(async () => (server = await TestServer.start()), 60_000);
afterAll(() => server.stop());

const { New, Set: change, Remove } = objectOperations.MailContacts;
const hash = () => server.directory.organization.account('alice')?.credential?.Hash;

it('every change is a revision, and the organization goes back to any of them in one step', async () => {
  const before = server.directory.organization;
  const { revision } = before;
  const contact = { Name: 'Chris', ExternalEmailAddress: 'chris@fabrikam.com' };
  await server.order(New, { parameters: contact });
  await server.order(change, { identity: 'Chris', parameters: { Title: 'Buyer' } });
  await server.order(applyOrganizationFile, { text: 'TransportSettings: { MaxReceiveSize: 50 MB }' });
  await server.order(setPassword, { login: 'alice', password: 'Secret-2' });
  const password = hash();

  const history = await server.order(getOrganizationHistory, { resultSize: 4 });
  expect(history.map(({ operation, objects }) => [operation, ...objects])).toEqual([
    ['Set-Password', 'change Credentials[alice@contoso.com]'],
    ['Apply-Organization', expect.stringMatching(/^change TransportSettings/)],
    ['Set-MailContact', 'change MailContacts[Chris]'],
    ['New-MailContact', 'add MailContacts[Chris]'],
  ]);
  expect(history[2]).toMatchObject({ revision: revision + 2, caller: expect.any(String) as string });
  expect(history[2]?.changes.join()).toContain('Title: default → Buyer');
  expect(JSON.stringify(history)).not.toContain(password);

  const compared = await server.order(compareOrganizationRevision, { from: revision });
  expect(compared.summary).toBe('1 to add, 2 to change, 0 to remove');

  const planned = await server.order(restoreOrganizationRevision, { revision, validateOnly: true });
  expect(planned).toMatchObject({ revision: revision + 4, summary: '0 to add, 1 to change, 1 to remove' });
  const restored = await server.order(restoreOrganizationRevision, { revision, ifRevision: revision + 4 });
  expect(restored.revision).toBe(revision + 5);
  const { objects } = server.directory.organization;
  expect({ ...objects, Credentials: [] }).toEqual({ ...before.objects, Credentials: [] });
  // A password that somebody had a reason to change does not come back.
  expect(hash()).toBe(password);

  await server.order(restoreOrganizationRevision, { revision: revision + 2 });
  expect(server.directory.organization.recipientByName('Chris')).toMatchObject({ Title: 'Buyer' });
  await server.order(Remove, { identity: 'Chris' });
  await server.order(restoreOrganizationRevision, { revision: revision + 6 });
  expect(server.directory.organization.recipientByName('Chris')).toMatchObject({ Title: 'Buyer' });
});

it('a login that comes back has none of its passwords', async () => {
  const { revision } = server.directory.organization;
  const login = 'bob@contoso.com';
  const credential = () => server.directory.organization.account('bob')?.credential;
  await server.order(setPassword, { login, password: 'Secret-3' });
  await server.order(removeMailbox, { identity: 'bob' });
  await server.order(setPassword, { login: 'alice', password: 'Secret-4' });
  const kept = hash();
  const { warnings } = await server.order(restoreOrganizationRevision, { revision: revision + 1 });
  expect(warnings).toContain(`${login} has no password that fits: give it one (Set-Password)`);
  const known = credential();
  expect(known).toBeDefined();
  for (const password of ['Secret-3', 'Secret-1', '']) {
    // One after the other: each takes 32 MB.
    // eslint-disable-next-line no-await-in-loop
    expect(known && (await matchesHash(password, known))).toBe(false);
  }
  // Nor does the account that stayed lose the one of now.
  expect(hash()).toBe(kept);
  await server.order(setPassword, { login, password: 'Secret-5' });
  const again = credential();
  expect(again && (await matchesHash('Secret-5', again))).toBe(true);
});

it('where the history does not reach, nothing is done', async () => {
  const { revision } = server.directory.organization;
  await expect(server.order(restoreOrganizationRevision, { revision: revision + 1 })).rejects.toThrow(
    'is not yet',
  );
  await expect(server.order(compareOrganizationRevision, { from: 5, to: 2 })).rejects.toThrow('is newer');
  const stale = { revision: 1, ifRevision: 1 };
  await expect(server.order(restoreOrganizationRevision, stale)).rejects.toThrow(
    `is at revision ${revision}`,
  );
  expect(server.directory.organization.revision).toBe(revision);
});
