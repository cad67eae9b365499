import { localAdministrator, Operations, searchAdminAuditLog, setAdministrator } from '@mailyard/operations';

import { login, password, WebPages } from '../spec-support/web-pages.js';

let pages: WebPages;
beforeAll(async () => (pages = await WebPages.start()), 30_000);
afterAll(() => pages.stop());

interface Asked {
  readonly method?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly url?: string;
}

const ask = (path: string, { method = 'GET', body, headers = {}, url = pages.url }: Asked = {}) =>
  fetch(`${url}/api/v1${path}`, {
    method,
    headers: { ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
const order = (name: string, body: object, headers: Readonly<Record<string, string>>) =>
  ask(`/operations/${name}`, { method: 'POST', body, headers });

const auth = (scheme: string, value: string) => ({ Authorization: `${scheme} ${value}` });
const basic = (name: string, secret: string) =>
  auth('Basic', Buffer.from(`${name}:${secret}`).toString('base64'));
type Json = Readonly<Record<string, string>>;
const json = async (answer: Response): Promise<Json> => (await answer.json()) as Json;

/** A browser that has signed in; `write` is what its pages send along. */
async function signedIn(name: string, secret: string) {
  const answer = await ask('/session', { method: 'POST', body: { name, password: secret } });
  expect(answer.status).toBe(201);
  const [cookie = ''] = answer.headers.getSetCookie();
  const { csrfToken = '' } = await json(answer);
  const read = { Cookie: cookie.split(';', 1)[0] ?? '' };
  const write = { ...read, 'Sec-Fetch-Site': 'same-origin', 'X-XSRF-TOKEN': csrfToken };
  return { cookie, read, write };
}

const strong = 'correct horse battery';
async function newAdministrator(name: string, roleGroups = ['Organization Management']): Promise<void> {
  const made = await order('New-Administrator', { name, password: strong, roleGroups }, login);
  expect(made.status).toBe(200);
}

it('a session is a cookie that scripts do not see, and tells who has signed in', async () => {
  const { cookie, read } = await signedIn('Admin', password);
  expect(cookie).toMatch(/^mailyard=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
  const answer = await ask('/session', { headers: read });
  expect(answer.status).toBe(200);
  expect(await answer.json()).toMatchObject({
    name: 'admin',
    signedInBy: 'session',
    roleGroups: ['Organization Management'],
    rights: expect.arrayContaining(['Role Management', 'MyBaseOptions']) as unknown,
  });
  expect((await fetch(pages.url, { headers: read })).status).toBe(200);
  expect((await fetch(`${pages.url}/queues/api/queues`, { headers: read })).status).toBe(200);
});

it('what changes something needs the page’s own origin and the token; a password and a token of the API do not', async () => {
  const { read, write } = await signedIn('admin', password);
  const body = { parameters: {} };
  const status = async (headers: Readonly<Record<string, string>>) =>
    (await ask('/cmdlets/Get-Queue', { method: 'POST', body, headers })).status;
  const { 'X-XSRF-TOKEN': token, ...withoutToken } = write;
  expect(await status(write)).toBe(200);
  expect(await status(withoutToken)).toBe(403);
  expect(await status({ ...write, 'X-XSRF-TOKEN': `${token.slice(1)}x` })).toBe(403);
  expect(await status({ ...write, 'Sec-Fetch-Site': 'cross-site' })).toBe(403);
  expect(await status({ ...write, 'Sec-Fetch-Site': 'same-site' })).toBe(403);
  expect(await status({ ...read, 'X-XSRF-TOKEN': token })).toBe(403);
  expect(await status({ ...read, 'X-XSRF-TOKEN': token, Origin: 'https://evil.example' })).toBe(403);
  expect(await status({ ...read, 'X-XSRF-TOKEN': token, Origin: pages.url })).toBe(200);
  expect(await status(login)).toBe(200);
});

it('signing in from another site’s page is refused (login CSRF)', async () => {
  const body = { name: 'admin', password };
  const foreign = { Origin: 'https://evil.example' };
  const refused = await ask('/session', { method: 'POST', body, headers: foreign });
  expect([refused.status, refused.headers.getSetCookie()]).toEqual([403, []]);
});

it('signing out ends it, for whoever has a copy of the cookie, too', async () => {
  const { read, write } = await signedIn('admin', password);
  expect((await ask('/session', { method: 'DELETE', headers: read })).status).toBe(403);
  expect((await ask('/session', { method: 'DELETE', headers: write })).status).toBe(204);
  expect((await ask('/session', { headers: read })).status).toBe(401);
});

it('replicas share sessions, and an account that is disabled is signed out of all of them at once', async () => {
  await newAdministrator('berta');
  const other = await pages.replica();
  try {
    const { read } = await signedIn('berta', strong);
    const token = await json(await order('New-ApiToken', { description: 'd' }, basic('berta', strong)));
    const bearer = auth('Bearer', token['value'] ?? '');
    const statuses = async () =>
      Promise.all(
        [pages.url, other.url].flatMap((url) =>
          [read, bearer, basic('berta', strong)].map(
            async (headers) => (await ask('/session', { headers, url })).status,
          ),
        ),
      );
    expect(await statuses()).toEqual(Array<number>(6).fill(200));
    expect((await order('Set-Administrator', { name: 'berta', enabled: false }, login)).status).toBe(200);
    expect(await statuses()).toEqual(Array<number>(6).fill(401));
    // Enabled again, it has to sign in again.
    expect((await order('Set-Administrator', { name: 'berta', enabled: true }, login)).status).toBe(200);
    expect(await statuses()).toEqual([401, 200, 200, 401, 200, 200]);
  } finally {
    await other.stop();
  }
}, 60_000);

it('a token of the API narrows what its account may do, and makes no other one', async () => {
  await newAdministrator('carla');
  const made = async (more: object) => {
    const answer = await order('New-ApiToken', { description: 'd', ...more }, basic('carla', strong));
    return auth('Bearer', (await json(answer))['value'] ?? '');
  };
  const [all, readOnly] = await Promise.all([made({}), made({ readOnly: true })]);
  const domain = { Name: 'Token', DomainName: 'token.example' };
  const make = (headers: Readonly<Record<string, string>>) =>
    ask('/accepted-domains', { method: 'POST', body: domain, headers });
  expect((await ask('/accepted-domains', { headers: readOnly })).status).toBe(200);
  expect((await make(readOnly)).status).toBe(403);
  expect((await make(all)).status).toBe(201);
  for (const [name, input] of [
    ['New-ApiToken', { description: 'another' }],
    ['Enable-MySecondFactor', {}],
    ['Set-MyPassword', { currentPassword: strong, password: `${strong}!` }],
  ] as const) {
    // Each is about who asks, not about what was asked before.
    // eslint-disable-next-line no-await-in-loop
    expect((await order(name, input, all)).status).toBe(403);
  }
  const list = (await (await order('Get-ApiToken', {}, all)).json()) as readonly Json[];
  expect(list[0]).toMatchObject({ administrator: 'carla', usedFrom: '127.0.0.1' });
  expect(JSON.stringify(list)).not.toContain(all.Authorization.slice(-43));
  const revoked = list.find((token) => Boolean(token['readOnly']));
  expect((await order('Remove-ApiToken', { token: revoked?.['id'] }, login)).status).toBe(200);
  expect((await ask('/session', { headers: readOnly })).status).toBe(401);
});

it('the last one who manages administrators is not shut out, and nobody learns a password', async () => {
  for (const name of ['berta', 'carla']) {
    // eslint-disable-next-line no-await-in-loop
    expect((await order('Remove-Administrator', { name }, login)).status).toBe(200);
  }
  const shut = await order('Set-Administrator', { name: 'admin', enabled: false }, login);
  expect([shut.status, (await json(shut))['detail']]).toEqual([422, expect.stringContaining('nobody else')]);
  await newAdministrator('dora');
  const list = await (await order('Get-Administrator', {}, login)).text();
  expect(list).not.toMatch(/Hash|Salt|sealed/i);
  // The account of the first start can be closed.
  expect(
    (await order('Set-Administrator', { name: 'admin', enabled: false }, basic('dora', strong))).status,
  ).toBe(200);
  expect((await ask('/session', { headers: login })).status).toBe(401);
  await pages.app
    .get<Operations>(Operations)
    .run(setAdministrator, { name: 'admin', enabled: true }, localAdministrator());
});

it('a refusal says the same, whatever its reason is, and the audit log has which it was', async () => {
  await newAdministrator('emma');
  expect((await order('Set-Administrator', { name: 'emma', enabled: false }, login)).status).toBe(200);
  const answers = await Promise.all(
    [
      ['nobody', strong],
      ['emma', strong],
      ['dora', 'wrong'],
    ].map(async ([name, secret]) => {
      const answer = await ask('/session', { method: 'POST', body: { name, password: secret } });
      return [answer.status, await answer.text()];
    }),
  );
  expect(answers[0]).toEqual([401, expect.any(String)]);
  expect([answers[1], answers[2]]).toEqual([answers[0], answers[0]]);
  const entries = await pages.app
    .get<Operations>(Operations)
    .run(searchAdminAuditLog, { operations: ['Sign-In', 'Sign-Out'] }, localAdministrator());
  expect(
    entries
      .slice(0, 3)
      .map(({ caller, error }) => `${caller} ${error}`)
      .toSorted(),
  ).toEqual([
    '(unknown) Session: unknown account',
    'dora Session: wrong password',
    'emma Session: account disabled',
  ]);
  expect(entries.some(({ operation, caller }) => operation === 'Sign-Out' && caller === 'admin')).toBe(true);
});

it('passwords cannot be guessed at: 429 with Retry-After, on every replica and for every way in', async () => {
  const guess = () => ask('/session', { method: 'POST', body: { name: 'fritz', password: 'x' } });
  const statuses: number[] = [];
  for (let attempt = 0; attempt < 14; attempt += 1) {
    // One after the other, as somebody who guesses.
    // eslint-disable-next-line no-await-in-loop
    statuses.push((await guess()).status);
  }
  expect(statuses).toContain(429);
  const refused = await ask('/session', { headers: basic('fritz', 'x') });
  expect(refused.status).toBe(429);
  expect(refused.headers.get('retry-after')).toMatch(/^[1-9]\d*$/);
}, 60_000);
