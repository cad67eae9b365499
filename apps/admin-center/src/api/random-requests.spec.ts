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
