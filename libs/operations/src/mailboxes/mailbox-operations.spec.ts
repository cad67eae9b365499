import { PasswordVerifier } from '@mailyard/sign-in';

import { searchAdminAuditLog } from '../audit/search-admin-audit-log.js';
import { TestServer } from '../spec-support/test-server.js';
import { getUsers } from './get-users.js';
import { newMailbox } from './new-mailbox.js';
import { removeMailbox } from './remove-mailbox.js';
import { setPassword } from './set-password.js';

let server: TestServer;
beforeEach(async () => (server = await TestServer.start()), 30_000);
afterEach(() => server.stop());

const canSignIn = (login: string, password: string) =>
  new PasswordVerifier().verify(server.directory.organization.account(login)?.credential, password);

it('a mailbox is made, given a password, and signs in by it', async () => {
  const { object, warnings } = await server.order(newMailbox, {
    parameters: { Name: 'dave', Database: 'db01' },
  });
  expect(object).toMatchObject({ Name: 'dave', PrimarySmtpAddress: 'dave@contoso.com', Database: 'DB01' });
  expect(warnings).toEqual(['there is no password yet: Set-Password']);
  const listed = async () =>
    (await server.order(getUsers, {})).find(({ Name }) => Name === 'dave')?.hasPassword;
  expect(await listed()).toBe(false);
  expect(await server.order(setPassword, { login: ' DAVE', password: 'Secret-2' })).toEqual({
    login: 'dave@contoso.com',
  });
  expect(await listed()).toBe(true);
  expect(await canSignIn('dave@contoso.com', 'Secret-2')).toBe(true);
  await server.order(setPassword, { login: 'dave@contoso.com', password: 'Secret-3' });
  expect(await canSignIn('dave@contoso.com', 'Secret-2')).toBe(false);
  expect(await canSignIn('dave@contoso.com', 'Secret-3')).toBe(true);
  expect(server.directory.organization.objects.Credentials).toHaveLength(4);
});

it.each([
  [{ Name: 'ALICE\u00a0' }, /has a Mailbox "alice" already/],
  [{ Name: 'team' }, /has a Distribution group "team" already/],
  [{ Name: 'dave', PrimarySmtpAddress: 'bob@contoso.com' }, /bob@contoso\.com is taken by Mailboxes\[bob\]/],
  [{ Name: 'dave', PrimarySmtpAddress: 'dave@fabrikam.com' }, /is in no accepted domain/],
  [{ Name: '“ ”' }, /PrimarySmtpAddress: must be an SMTP address/],
  [{}, /Name: is missing/],
  [{ Name: 'dave', Password: 'x'.repeat(257) }, /^parameters\.Password: must be at most 256 long$/],
])('a mailbox that cannot be is refused: %o', async (parameters, reason) => {
  await expect(server.order(newMailbox, { parameters })).rejects.toThrow(reason);
});

it('a mailbox and its login are made together, or neither is; only tried, neither', async () => {
  const parameters = { Name: 'dave', Password: 'Secret-4' };
  const tried = await server.order(newMailbox, { parameters, validateOnly: true });
  expect(tried.changes.join()).toMatch(/Mailboxes.*dave.*Credentials.*dave@contoso\.com.*Password: new/);
  expect(server.directory.organization.account('dave')).toBeUndefined();
  await server.order(newMailbox, { parameters });
  expect(await canSignIn('dave@contoso.com', 'Secret-4')).toBe(true);
  expect(JSON.stringify(await server.order(searchAdminAuditLog, {}))).not.toContain('Secret-4');
});

it('a mailbox goes with its login and its places in groups', async () => {
  await server.order(removeMailbox, { identity: 'Bob@contoso.com' });
  const { objects, distributionGroups } = server.directory.organization;
  expect(objects.Mailboxes.map(({ Name }) => Name)).toEqual(['alice', 'carol']);
  expect(objects.Credentials.map(({ Login }) => Login)).toEqual(['alice@contoso.com', 'carol@contoso.com']);
  expect(distributionGroups[0]?.Members).toEqual(['alice']);
  for (const identity of ['bob', 'team']) {
    await expect(server.order(removeMailbox, { identity })).rejects.toThrow('there is no Mailbox');
  }
});

it('a password is not repeated in what is said of it', async () => {
  const password = 'x'.repeat(257);
  const refused = server.order(setPassword, { login: 'alice', password });
  await expect(refused).rejects.toThrow(/^password: must be at most 256 long$/);
  await expect(server.order(setPassword, { login: 'nobody', password: 'x' })).rejects.toThrow(
    'no account has the login nobody',
  );
});
