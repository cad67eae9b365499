import { Directory } from '@mailyard/directory';
import {
  localAdministrator,
  newAdministrator,
  objectOperations,
  Operations,
  searchAdminAuditLog,
} from '@mailyard/operations';
import { eventually, freePort } from '@mailyard/testing';

import { Browser, openIdEnvironment, TestProvider, type Person } from '../spec-support/openid-provider.js';
import { login, password, WebPages } from '../spec-support/web-pages.js';

const people = new Map<string, Person>();
let pages: WebPages;
let provider: TestProvider;
beforeAll(async () => {
  const port = await freePort();
  pages = await WebPages.start(openIdEnvironment(port));
  provider = await TestProvider.start(port, pages.url, people);
}, 30_000);
afterAll(async () => {
  await pages.stop();
  await provider.away();
});

const order = <T>(run: (operations: Operations) => Promise<T>) => run(pages.app.get(Operations));

async function linkRoleGroup(identity: string, LinkedForeignGroup: readonly string[]): Promise<void> {
  const { Set } = objectOperations.RoleGroups;
  const { revision } = await order((operations) =>
    operations.run(Set, { identity, parameters: { LinkedForeignGroup } }, localAdministrator()),
  );
  const directory = pages.app.get(Directory);
  await eventually(() => Promise.resolve(directory.organization.revision >= revision));
}

const start = () => `${pages.url}/sign-in/openid`;
/** Signs in as somebody; resolves to the answer of the admin centre. */
async function signedIn(subject: string, browser = new Browser()): Promise<Response> {
  return browser.open(await browser.throughProvider(start(), subject));
}

async function sessionOf(browser: Browser): Promise<Record<string, unknown>> {
  const answer = await browser.open(`${pages.url}/api/v1/session`);
  return answer.status === 200
    ? ((await answer.json()) as Record<string, unknown>)
    : { status: answer.status };
}

async function signInsOnRecord(): Promise<readonly unknown[]> {
  return order((operations) =>
    operations.run(searchAdminAuditLog, { operations: ['Sign-In'] }, localAdministrator()),
  );
}

it('the page offers it, and sends the browser there with PKCE, state and nonce, and back to us alone', async () => {
  const page = await (await fetch(`${pages.url}/sign-in`)).text();
  expect(page).toContain('<a href="/sign-in/openid">Sign in with Contoso</a>');
  const sent = await fetch(start(), { redirect: 'manual', headers: { 'X-Forwarded-Host': 'evil.example' } });
  expect(sent.status).toBe(303);
  const { searchParams } = new URL(sent.headers.get('location') ?? '');
  expect(Object.fromEntries(searchParams)).toMatchObject({
    response_type: 'code',
    client_id: 'mailyard',
    redirect_uri: `${pages.url}/sign-in/openid/callback`,
    code_challenge_method: 'S256',
    state: expect.stringMatching(/^[\w-]{43}$/) as unknown,
    nonce: expect.stringMatching(/^[\w-]{43}$/) as unknown,
  });
  expect(sent.headers.getSetCookie()[0]).toMatch(/^mailyard-openid=.*HttpOnly; SameSite=Lax$/);
});

it('who is in no group that is linked is refused; who is gets an account, whose rights end with the link', async () => {
  people.set('s-anna', { preferred_username: 'anna', name: 'Anna Adams', groups: ['staff', 'mail-admins'] });
  const stranger = await signedIn('s-anna');
  expect([stranger.status, stranger.headers.getSetCookie().join()]).toEqual([
    401,
    expect.not.stringContaining('mailyard='),
  ]);
  await linkRoleGroup('Hygiene Management', ['mail-admins']);

  const browser = new Browser();
  const answer = await signedIn('s-anna', browser);
  expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining('content="0;url=/"')]);
  expect(await sessionOf(browser)).toMatchObject({
    name: 'anna',
    displayName: 'Anna Adams',
    signedInBy: 'session',
    roleGroups: ['Hygiene Management'],
    rights: expect.arrayContaining(['Receive Connectors']) as unknown,
  });
  expect((await browser.open(`${pages.url}/`)).status).toBe(200);

  await linkRoleGroup('Hygiene Management', []);
  expect(await sessionOf(browser)).toMatchObject({ roleGroups: [], rights: ['MyBaseOptions'] });
  const record = JSON.stringify(await signInsOnRecord());
  expect(record).toContain('OpenID: unknown account');
  expect(record).toContain('"anna"');
  expect(record).not.toMatch(/eyJ|code=|state=/);
});

it('groups are those of the last sign-in, and a person is known by what never changes', async () => {
  await linkRoleGroup('Records Management', ['keepers']);
  people.set('s-ben', { preferred_username: 'ben', groups: ['keepers'] });
  const browser = new Browser();
  await signedIn('s-ben', browser);
  expect(await sessionOf(browser)).toMatchObject({ name: 'ben', roleGroups: ['Records Management'] });
  people.set('s-ben', { preferred_username: 'benjamin', groups: [] });
  const again = new Browser();
  await signedIn('s-ben', again);
  expect(await sessionOf(again)).toMatchObject({ name: 'ben', roleGroups: [] });
  expect(await sessionOf(browser)).toMatchObject({ name: 'ben', roleGroups: [] });
});

it('nobody gets the account of somebody else by its name', async () => {
  await linkRoleGroup('Organization Management', ['everything']);
  people.set('s-evil', { preferred_username: 'admin', groups: ['everything'] });
  expect((await signedIn('s-evil')).status).toBe(401);
  people.set('s-other-ben', { preferred_username: 'ben', groups: ['everything'] });
  expect((await signedIn('s-other-ben')).status).toBe(401);
  expect(JSON.stringify(await signInsOnRecord())).toContain('OpenID: name is taken');
  await linkRoleGroup('Organization Management', []);
});

it('an account that is linked by name lets that person in, whatever their groups are, until it is disabled', async () => {
  const input = {
    name: 'carla',
    linkedMasterAccount: 'Carla@contoso.com',
    roleGroups: ['Server Management'],
  };
  await order((operations) => operations.run(newAdministrator, input, localAdministrator()));
  people.set('s-carla', { preferred_username: 'carla@contoso.com' });
  const browser = new Browser();
  expect((await signedIn('s-carla', browser)).status).toBe(200);
  expect(await sessionOf(browser)).toMatchObject({ name: 'carla', roleGroups: ['Server Management'] });
  // The account is now of that subject, and of no other that calls itself so.
  people.set('s-carla-2', { preferred_username: 'carla@contoso.com' });
  expect((await signedIn('s-carla-2')).status).toBe(401);
  // Nor has it a password here.
  const body = JSON.stringify({ name: 'carla', password: '' });
  const typed = await fetch(`${pages.url}/api/v1/session`, {
    method: 'POST',
    body,
    headers: { 'Content-Type': 'application/json' },
  });
  expect(typed.status).toBe(401);
});

it.each([
  [
    'a state of another browser',
    (cookie: string) => cookie.replace(/^./, (first) => (first === 'a' ? 'b' : 'a')),
  ],
  ['another nonce', (cookie: string) => cookie.replace(/\../, (two) => (two === '.a' ? '.b' : '.a'))],
  ['another verifier', (cookie: string) => cookie.replace(/.$/, (last) => (last === 'a' ? 'b' : 'a'))],
  ['no cookie', () => ''],
])('what comes back with %s lets nobody in (RFC 6749 §10.12, RFC 7636, Core §3.1.3.7)', async (_, change) => {
  people.set('s-dora', { preferred_username: 'dora' });
  const browser = new Browser();
  const back = await browser.throughProvider(start(), 's-dora');
  const name = 'mailyard-openid';
  browser.setCookie(pages.url, name, change(browser.cookie(pages.url, name) ?? ''));
  const answer = await browser.open(back);
  expect([answer.status, browser.cookie(pages.url, 'mailyard')]).toEqual([401, undefined]);
});

it('an answer counts once', async () => {
  const browser = new Browser();
  const back = await browser.throughProvider(start(), 's-carla');
  const cookie = browser.cookie(pages.url, 'mailyard-openid') ?? '';
  expect((await browser.open(back)).status).toBe(200);
  expect((await browser.open(back)).status).toBe(401);
  browser.setCookie(pages.url, 'mailyard-openid', cookie);
  expect((await browser.open(back)).status).toBe(401);
});

it('who signs out is led to the page of the provider that ends its session, too', async () => {
  const browser = new Browser();
  await signedIn('s-carla', browser);
  const form = await (await browser.open(`${pages.url}/sign-out`)).text();
  const csrfToken = /name="csrfToken" value="([\w-]+)"/.exec(form)?.[1] ?? '';
  const out = await browser.open(`${pages.url}/sign-out`, {
    method: 'POST',
    headers: { 'Sec-Fetch-Site': 'same-origin' },
    body: new URLSearchParams({ csrfToken }),
  });
  expect(await out.text()).toContain('/session/end?');
  expect(await sessionOf(browser)).toEqual({ status: 401 });
});

it('while the provider is away it says so, and accounts with a password sign in', async () => {
  const browser = new Browser();
  const back = await browser.throughProvider(start(), 's-carla');
  await provider.away();
  const answer = await browser.open(back);
  expect([answer.status, await answer.text()]).toEqual([
    503,
    expect.stringContaining('cannot be reached now'),
  ]);
  const body = JSON.stringify({ name: 'admin', password });
  const local = await fetch(`${pages.url}/api/v1/session`, {
    method: 'POST',
    body,
    headers: { 'Content-Type': 'application/json' },
  });
  expect(local.status).toBe(201);
  expect((await fetch(pages.url, { headers: login })).status).toBe(200);
  await provider.back();
});
