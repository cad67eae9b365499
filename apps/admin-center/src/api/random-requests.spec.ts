import {
  localAdministrator,
  newAdministrator,
  newApiToken,
  Operations,
  searchAdminAuditLog,
} from '@mailyard/operations';

import { login, WebPages } from '../spec-support/web-pages.js';

let pages: WebPages;
beforeAll(async () => (pages = await WebPages.start()), 30_000);
afterAll(() => pages.stop());

const kinds = 'receive-connectors send-connectors accepted-domains mailboxes distribution-groups servers';
const paths = [
  ...kinds.split(' ').flatMap((kind) => [`/${kind}`, `/${kind}/alice`, `/${kind}/MBX01%5CDefault%20MBX01`]),
  '/transport-settings',
  '/cmdlets/Set-ReceiveConnector',
  '/cmdlets/Get-Queue',
  '/operations/Apply-Organization',
  '/messages/searches',
  '/imports',
  '/explain/connection',
  '/series?name=x&from=y',
  '/audit?start=never',
  '/%00',
  '/receive-connectors/%E0%A4%A',
  '/receive-connectors/..%2f..%2fetc',
];
const deep = `${'{"a":'.repeat(3_000)}1${'}'.repeat(3_000)}`;
const bodies = [
  undefined,
  '',
  'null',
  '[]',
  '"text"',
  '{',
  '{}',
  deep,
  '{"__proto__":{"force":true},"constructor":{"prototype":{"force":true}}}',
  '{"Name":"x","Bindings":"0.0.0.0:25","RemoteIPRanges":"0.0.0.0/0","Usage":"Custom"}',
  '{"Name":{"toString":1},"Bindings":[[[]]],"Enabled":"perhaps"}',
  '{"parameters":{"Identity":["a",null]},"force":"yes"}',
  '{"parameters":null,"whatIf":[]}',
  `{"Name":"${'\\u202e'.repeat(100)}","Comment":"${'x'.repeat(5_000)}"}`,
  '{"text":"ReceiveConnectors: [{ Name: &a [*a] }]"}',
  '{"text":"a: &a [x,x]\\nb: &b [*a,*a]\\nc: [*b,*b]"}',
  '{"AccessControl":[{"User":"NT AUTHORITY\\\\ANONYMOUS LOGON","ExtendedRights":"ms-Exch-SMTP-Accept-Any-Recipient"}]}',
];

async function revision(): Promise<unknown> {
  const list = await fetch(`${pages.url}/api/v1/receive-connectors?limit=1`, { headers: login });
  return ((await list.json()) as { readonly revision: number }).revision;
}

/** What is wrong with the answer; nothing: it is carried out, or refused with a problem and nothing changed. */
async function faultOf(method: string, path: string, body: string | undefined): Promise<readonly string[]> {
  const before = await revision();
  const answer = await fetch(`${pages.url}/api/v1${path}`, {
    method,
    headers: { ...login, 'Content-Type': 'application/json' },
    ...(body !== undefined && { body }),
  });
  const said = `${method} ${path} ${body?.slice(0, 200)}: ${answer.status} ${(await answer.text()).slice(0, 200)}`;
  if (answer.status < 400) return [];
  const isProblem = answer.headers.get('content-type')?.startsWith('application/problem+json') === true;
  const isRefused = answer.status < 500 && isProblem && (await revision()) === before;
  return isRefused ? [] : [said];
}

it.each(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'])(
  'whatever is asked by %s is answered, with a problem where it is refused, which changes nothing',
  async (method) => {
    const faults: string[] = [];
    for (const path of paths) {
      const tried = method === 'GET' ? [undefined] : bodies;
      for (const body of tried) faults.push(...(await faultOf(method, path, body)));
    }
    expect(faults).toEqual([]);
  },
  120_000,
);

const ask = (path: string, method: string, body: unknown) =>
  fetch(`${pages.url}/api/v1${path}`, {
    method,
    headers: { ...(path === '/session' ? {} : login), 'Content-Type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

it('OWASP API3: what an operation does not know is refused, and orders are said in the body', async () => {
  const search = '/operations/Search-Message';
  const misspelt = await ask(search, 'POST', { wher: 'x' });
  expect(await misspelt.json()).toMatchObject({ type: 'not-understood', detail: 'wher: unknown key' });
  for (const path of [search, '/messages/searches', '/cmdlets/Get-Queue']) {
    const answer = await ask(`${path}?partly=true`, 'POST', {});
    const detail = '?partly: what is ordered is said in the body';
    expect(await answer.json()).toMatchObject({ status: 400, detail });
  }
});

it('OWASP API4: JSON that is deep or has very many names is refused (RFC 8259 §9)', async () => {
  const deep = `{"displayName":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
  const answer = await ask('/operations/Set-Administrator', 'POST', deep);
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
  expect(answer.status).toBe(400);
  const names = Object.fromEntries(Array.from({ length: 1_001 }, (_, at) => [`k${at}`, 1]));
  expect((await ask('/mailboxes/alice', 'PATCH', names)).status).toBe(400);
});

it('OWASP API4: a stranger has 8 KB for a name, a password and a code', async () => {
  const signIn = (octets: number) => ask('/session', 'POST', { name: 'admin', password: 'x'.repeat(octets) });
  expect((await signIn(8_192)).status).toBe(413);
  expect((await signIn(4_096)).status).toBe(400);
});

it('OWASP API4: a large body of somebody who has not the right is not read: the order is refused, and on record', async () => {
  const operations = pages.app.get(Operations);
  const local = localAdministrator();
  const administrator = 'viewer';
  const roleGroups = ['View-Only Organization Management'];
  await operations.run(
    newAdministrator,
    { name: administrator, password: 'correct horse battery', roleGroups },
    local,
  );
  const { value } = await operations.run(newApiToken, { administrator, description: 'test' }, local);
  const headers = { Authorization: `Bearer ${value}`, 'Content-Type': 'application/json' };
  // Were it read, it would be no JSON.
  const body = 'x'.repeat(20_000);
  const send = (at: string, method: string) => fetch(`${pages.url}/api/v1${at}`, { method, headers, body });
  const asked = [
    '/imports',
    '/Imports/',
    '/operations/Import-ExchangeConfiguration',
    '/mailboxes',
    '/operations',
  ];
  for (const at of asked) {
    const answer = await send(at, 'POST');
    expect([at, answer.status]).toEqual([at, 403]);
  }
  expect((await send('/mailboxes/alice', 'PATCH')).status).toBe(403);
  const [entry] = await operations.run(searchAdminAuditLog, { resultSize: 1 }, local);
  expect(entry).toMatchObject({ caller: administrator, operation: 'Set-Mailbox' });
  const own = await send('/operations/Set-MyPassword', 'POST');
  expect(own.status).toBe(400);
});
