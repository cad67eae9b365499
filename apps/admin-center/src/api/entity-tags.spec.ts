import { login, WebPages } from '../spec-support/web-pages.js';

let pages: WebPages;
beforeAll(async () => (pages = await WebPages.start()), 30_000);
afterAll(() => pages.stop());

const list = '/receive-connectors';
const pathOf = (name: string): string => `${list}/${encodeURIComponent(`MBX01\\${name}`)}`;

function ask(path: string, method = 'GET', { body, ...headers }: Record<string, string> = {}) {
  const type = { 'Content-Type': 'application/json' };
  return fetch(`${pages.url}/api/v1${path}`, {
    method,
    headers: { ...login, ...headers, ...(body === undefined ? {} : type) },
    ...(body === undefined ? {} : { body }),
  });
}

const tagOf = async (path: string): Promise<string> => (await ask(path)).headers.get('etag') ?? '';
const change = (path: string, Comment: string, tag: string) =>
  ask(path, 'PATCH', { body: JSON.stringify({ Comment }), 'If-Match': tag });

async function made(Name: string, range: string): Promise<string> {
  const object = {
    Name,
    TransportRole: 'FrontendTransport',
    Bindings: ['0.0.0.0:25'],
    RemoteIPRanges: [range],
  };
  const answer = await ask(list, 'POST', { body: JSON.stringify(object) });
  expect(answer.status).toBe(201);
  return answer.headers.get('etag') ?? '';
}

it('RFC 9110 §8.8.3: an object has a tag of its own, which what becomes of others does not change', async () => {
  const tag = await made('Printers', '192.168.5.0/24');
  const listed = await tagOf(list);
  await made('Fax', '192.168.6.0/24');
  expect(await tagOf(list)).not.toBe(listed);
  expect(await tagOf(pathOf('Printers'))).toBe(tag);
  expect((await ask(pathOf('Printers'), 'GET', { 'If-None-Match': tag })).status).toBe(304);
});

it('RFC 9110 §13.1.1: of two who change one object one is refused, and shown it; a third changes another', async () => {
  const [printers, fax] = [await tagOf(pathOf('Printers')), await tagOf(pathOf('Fax'))];
  const answers = await Promise.all([
    change(pathOf('Printers'), 'by one', printers),
    change(pathOf('Printers'), 'by another', printers),
    change(pathOf('Fax'), 'by a third', fax),
  ]);
  expect(answers.map(({ status }) => status).filter((status) => status === 200)).toHaveLength(2);
  expect(answers[2].status).toBe(200);
  const now = (await (await ask(pathOf('Printers'))).json()) as { readonly Comment: string };
  const refused = answers.find(({ status }) => status === 412);
  expect(await refused?.json()).toMatchObject({ type: 'conflict', current: { Comment: now.Comment } });
  const changed = answers.find(({ status }) => status === 200);
  expect(changed?.headers.get('etag')).toBe(await tagOf(pathOf('Printers')));
});

it('any tag of a list will do; an older one removes nothing, and of what is gone there is none', async () => {
  const older = await tagOf(pathOf('Fax'));
  expect((await change(pathOf('Fax'), 'later', `"other", ${older}`)).status).toBe(200);
  expect((await ask(pathOf('Fax'), 'DELETE', { 'If-Match': older })).status).toBe(412);
  const tag = await tagOf(pathOf('Fax'));
  expect((await ask(pathOf('Fax'), 'DELETE', { 'If-Match': tag })).status).toBe(200);
  expect((await change(pathOf('Fax'), 'too late', tag)).status).toBe(404);
});

it('a new password is another object, although nothing of it is shown', async () => {
  const credential = '/credentials/alice%40contoso.com';
  const before = await ask(credential);
  const body = JSON.stringify({ login: 'alice', password: 'another password' });
  expect((await ask('/operations/Set-Password', 'POST', { body })).status).toBe(200);
  const after = await ask(credential);
  expect(after.headers.get('etag')).not.toBe(before.headers.get('etag'));
  const shown = (await before.json()) as object;
  const WhenChanged: unknown = expect.any(Number);
  expect(await after.json()).toEqual({ ...shown, WhenChanged });
});
