import { createHmac } from 'node:crypto';

import {
  getAdministrator,
  localAdministrator,
  newApiToken,
  Operations,
  rotateSecretKeys,
  searchAdminAuditLog,
} from '@mailyard/operations';

import { login, WebPages } from '../spec-support/web-pages.js';

let pages: WebPages;
beforeAll(async () => (pages = await WebPages.start()), 30_000);
afterAll(() => pages.stop());

const name = 'anna';
const password = 'correct horse battery';
const basic = { Authorization: `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}` };

const post = (path: string, body: object, headers: Readonly<Record<string, string>> = {}) =>
  fetch(`${pages.url}/api/v1${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
const order = (operation: string, body: object, headers: Readonly<Record<string, string>>) =>
  post(`/operations/${operation}`, body, headers);
const signIn = (more: object) => post('/session', { name, password, ...more });

/** What its pages send along. */
async function pageOf(answer: Response): Promise<Readonly<Record<string, string>>> {
  const [cookie = ''] = answer.headers.getSetCookie();
  const { csrfToken } = (await answer.json()) as { readonly csrfToken: string };
  return {
    Cookie: cookie.split(';', 1)[0] ?? '',
    'Sec-Fetch-Site': 'same-origin',
    'X-XSRF-TOKEN': csrfToken,
  };
}

/** The code of an app, made as RFC 6238 says and not as we do. */
function codeOf(key: string, stepsAhead = 0): string {
  const bits = Array.from(key, (letter) =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'),
  ).join('');
  const octets = Buffer.from((bits.match(/.{8}/g) ?? []).map((each) => Number.parseInt(each, 2)));
  const counter = Buffer.alloc(8);
  counter.writeUInt32BE(Math.floor(Date.now() / 30_000) + stepsAhead, 4);
  const mac = createHmac('sha1', octets).update(counter).digest();
  const number = mac.readUInt32BE((mac.at(-1) ?? 0) & 15) & 0x7f_ff_ff_ff;
  return String(number % 1_000_000).padStart(6, '0');
}

it('a second factor: enrolled, asked for, used once, sealed anew by a rotation, taken away', async () => {
  const made = await order(
    'New-Administrator',
    { name, password, roleGroups: ['Organization Management'] },
    login,
  );
  expect(made.status).toBe(200);
  const { key } = (await (await order('Enable-MySecondFactor', {}, basic)).json()) as {
    readonly key: string;
  };
  // It does not count before its first code.
  expect((await signIn({})).status).toBe(201);
  expect((await order('Confirm-MySecondFactor', { code: '000000' }, basic)).status).toBe(400);
  const tried = await order('Confirm-MySecondFactor', { code: codeOf(key), validateOnly: true }, basic);
  expect(await tried.json()).toEqual({ recoveryCodes: [] });
  const confirmed = await order('Confirm-MySecondFactor', { code: codeOf(key) }, basic);
  const { recoveryCodes } = (await confirmed.json()) as { readonly recoveryCodes: readonly string[] };
  expect(recoveryCodes).toHaveLength(10);

  expect((await order('Get-Queue', {}, basic)).status).toBe(401);
  expect((await signIn({})).status).toBe(401);
  // The code of now has confirmed it already.
  expect((await signIn({ code: codeOf(key) })).status).toBe(401);

  const operations = pages.app.get<Operations>(Operations);
  const rotated = await operations.run(rotateSecretKeys, { forget: true }, localAdministrator());
  expect(rotated).toMatchObject({ secondFactors: [name], closedSecondFactors: [], forgotten: 1 });

  expect((await signIn({ code: codeOf(key, 1) })).status).toBe(201);
  const page = await pageOf(await signIn({ code: recoveryCodes[0] }));
  expect((await signIn({ code: recoveryCodes[0] })).status).toBe(401);
  // To try it is no guess: nothing is told of the code.
  const attempt = { code: '000000', validateOnly: true };
  expect((await order('Disable-MySecondFactor', attempt, page)).status).toBe(200);
  expect((await order('Enable-MySecondFactor', { validateOnly: true }, page)).status).toBe(422);
  // A wrong code in a session ends it.
  expect((await order('Disable-MySecondFactor', { code: '000000' }, page)).status).toBe(403);
  expect((await order('Get-Queue', {}, page)).status).toBe(401);
  const again = await pageOf(await signIn({ code: recoveryCodes[1] }));
  expect((await order('Disable-MySecondFactor', { code: recoveryCodes[2] }, again)).status).toBe(200);
  expect((await order('Get-Queue', {}, basic)).status).toBe(200);

  const log = JSON.stringify(await operations.run(searchAdminAuditLog, {}, localAdministrator()));
  expect(log).toContain('Confirm-MySecondFactor');
  for (const kept of [key, password, ...recoveryCodes]) expect(log).not.toContain(kept);
}, 60_000);

it('whoever changes the own password knows the present one, and every session ends', async () => {
  const [page, other] = [await pageOf(await signIn({})), await pageOf(await signIn({}))];
  const next = `${password}!`;
  const wrong = await order('Set-MyPassword', { currentPassword: 'wrong', password: next }, page);
  expect(wrong.status).toBe(403);
  expect((await order('Get-Queue', {}, page)).status).toBe(401);
  const short = await order('Set-MyPassword', { currentPassword: password, password: 'short' }, other);
  expect([short.status, await short.text()]).toEqual([400, expect.stringContaining('at least 12') as string]);
  const attempt = { currentPassword: 'wrong', password: next, validateOnly: true };
  expect((await order('Set-MyPassword', attempt, other)).status).toBe(200);
  const right = await order('Set-MyPassword', { currentPassword: password, password: next }, other);
  expect(right.status).toBe(200);
  expect((await order('Get-Queue', {}, other)).status).toBe(401);
  expect((await signIn({ password: next })).status).toBe(201);
});

it('the shell has cmdlets for it, and the machine a command without a sign-in', async () => {
  const run = async (cmdlet: string, parameters: object) =>
    (await post(`/cmdlets/${cmdlet}`, { parameters }, login)).json() as Promise<{
      readonly output: readonly object[];
    }>;
  await run('New-Administrator', { Name: 'ben', Password: { UserName: 'ben', Password: password } });
  const { output } = await run('Get-Administrator', { Identity: 'BEN' });
  expect(output[0]).toMatchObject({ Name: 'ben', Enabled: true, RoleGroups: [], SecondFactor: false });
  const { output: made } = await run('New-ApiToken', { Description: 'monitoring', ReadOnly: true });
  expect(made[0]).toMatchObject({
    Administrator: 'admin',
    ReadOnly: true,
    Value: expect.any(String) as string,
  });
  await run('Remove-Administrator', { Identity: 'ben' });
  const operations = pages.app.get<Operations>(Operations);
  const local = localAdministrator();
  expect((await operations.run(getAdministrator, {}, local)).map((each) => each.name)).toEqual([
    'admin',
    name,
  ]);
  const given = { administrator: name, description: 'x' };
  expect((await operations.run(newApiToken, given, local)).value).toMatch(/^mailyard_/);
  const foreign = await order('New-ApiToken', given, login);
  expect(foreign.status).toBe(403);
});
