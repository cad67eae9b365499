import { request } from 'node:http';

import { login, WebPages } from '../spec-support/web-pages.js';

let pages: WebPages;
beforeAll(async () => (pages = await WebPages.start()), 30_000);
afterAll(() => pages.stop());

type Json = Readonly<Record<string, unknown>>;

const ask = (path: string, { method = 'GET', body, ...headers }: Record<string, string> = {}) =>
  fetch(`${pages.url}/api/v1${path}`, {
    method,
    headers: { ...login, ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body }),
  });

async function told(path: string, asked: Record<string, string> = {}): Promise<readonly [number, Json]> {
  const answer = await ask(path, asked);
  return [answer.status, (await answer.json()) as Json];
}

const post = (body: object) => ({ method: 'POST', body: JSON.stringify(body) });

describe('what pages ask for beyond objects', () => {
  it('a search is a set of rows, in parts and in groups', async () => {
    const made = await ask('/messages/searches', post({ where: "FromAddress -like '*@contoso.com'" }));
    const { search, ...more } = (await made.json()) as { search: string };
    expect(more).toEqual({
      total: 0,
      unread: 0,
      terms: [{ property: 'FromAddress', operator: 'like', values: ['*@contoso.com'] }],
    });
    expect([made.status, made.headers.get('location')]).toEqual([
      201,
      `/api/v1/messages/searches/${search}/rows`,
    ]);
    const path = `/messages/searches/${search}`;
    expect(await told(`${path}/rows?offset=0&limit=10`)).toEqual([200, { total: 0, rows: [] }]);
    expect(await told(`${path}/groups?by=FromAddress`)).toMatchObject([200, { groups: [] }]);
    expect(await told(`${path}/rows?limit=20000`)).toMatchObject([400, { type: 'not-understood' }]);
    expect(await told(`${path}/groups?by=Colour`)).toMatchObject([400, {}]);
  });

  it('an operation is previewed, confirmed, undone and stopped', async () => {
    const [status, { id }] = await told('/operations', post({ ids: [], order: { kind: 'Remove' } }));
    expect(status).toBe(201);
    expect(await told(`/operations/${String(id)}`)).toMatchObject([200, { state: 'Preview', total: 0 }]);
    expect(await told(`/operations/${String(id)}/confirm`, post({ expected: 5 }))).toMatchObject([400, {}]);
    expect(await told(`/operations/${String(id)}/undo`, post({}))).toMatchObject([200, { state: 'Undone' }]);
    expect(await told(`/operations/${String(id)}/stop`, post({}))).toMatchObject([422, {}]);
    expect(await told('/operations?limit=5')).toMatchObject([200, [{ id, state: 'Undone' }]]);
    expect(await told('/operations/Get-Queue', post({}))).toMatchObject([200, {}]);
  });

  it('series have a step and gaps', async () => {
    const from = new Date(Date.now() - 300_000).toISOString();
    const [status, found] = await told(`/series?name=messagesAccepted&name=poison&from=${from}&step=60`);
    expect([status, found]).toMatchObject([
      200,
      { stepMs: 60_000, series: [{ name: 'messagesAccepted' }, { name: 'poison', unit: 'messages' }] },
    ]);
    expect(await told(`/series?name=messagesAccepted&from=${from}&step=7`)).toMatchObject([400, {}]);
    expect(await told(`/series?name=colours&from=${from}`)).toMatchObject([400, {}]);
  });

  it('connections and routes are explained', async () => {
    expect(await told('/explain/connection?port=25&from=192.0.2.7&recipient=a@example.net')).toMatchObject([
      200,
      { winner: { connector: String.raw`MBX01\Default Frontend MBX01` }, answer: { command: 'RCPT' } },
    ]);
    expect(await told('/explain/route?from=bob@contoso.com&to=alice@contoso.com')).toMatchObject([
      200,
      { routes: [{ outcome: 'routed' }] },
    ]);
    expect(await told('/explain/refusals/08D000000000001A')).toMatchObject([422, { type: 'failed' }]);
  });
});

describe('the form of a request (RFC 9110)', () => {
  it.each([
    ['/receive-connectors', 'PUT', 'GET, POST, HEAD, OPTIONS'],
    ['/receive-connectors', 'DELETE', 'GET, POST, HEAD, OPTIONS'],
    ['/transport-settings', 'DELETE', 'GET, PATCH, HEAD, OPTIONS'],
    ['/receive-connectors/x', 'POST', 'GET, PATCH, DELETE, HEAD, OPTIONS'],
    ['/servers', 'POST', 'GET, HEAD, OPTIONS'],
    ['/operations/Get-Queue', 'DELETE', 'POST, OPTIONS'],
    ['/events', 'POST', 'GET, HEAD, OPTIONS'],
  ])('§15.5.6: %s has no %s, but %s', async (path, method, allow) => {
    const refused = await ask(path, { method });
    expect([refused.status, refused.headers.get('allow')]).toEqual([405, allow]);
    expect(await refused.json()).toMatchObject({ status: 405, title: 'Method Not Allowed' });
    const options = await ask(path, { method: 'OPTIONS' });
    expect([options.status, options.headers.get('allow'), await options.text()]).toEqual([204, allow, '']);
  });

  it.each([
    ['/receive-connectors', 'text/html', 406],
    ['/receive-connectors', 'application/json', 200],
    ['/receive-connectors', 'text/html, */*;q=0.1', 200],
    ['/events?topics=directory', 'application/xml', 406],
  ])('§15.5.7: %s as %s: %d', async (path, Accept, status) => {
    expect((await ask(path, { Accept })).status).toBe(status);
  });

  it('§9.3.2: HEAD tells the same as GET, without the content', async () => {
    const [head, get] = await Promise.all([
      ask('/receive-connectors', { method: 'HEAD' }),
      ask('/receive-connectors'),
    ]);
    for (const name of ['etag', 'content-type', 'content-length']) {
      expect(head.headers.get(name)).toBe(get.headers.get(name));
    }
    expect(await head.text()).toBe('');
  });

  it('§13.1.2: who has the revision already hears that it is the same', async () => {
    const etag = (await ask('/transport-settings')).headers.get('etag') ?? '';
    expect((await ask('/transport-settings', { 'If-None-Match': etag })).status).toBe(304);
  });

  it('§15.5.16: a body without a type is none that could be read', async () => {
    const status = await new Promise((resolve, reject) => {
      const url = `${pages.url}/api/v1/receive-connectors`;
      const asked = request(url, { method: 'POST', headers: { ...login, 'Content-Length': 2 } }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      });
      asked.on('error', reject).end('{}');
    });
    expect(status).toBe(415);
  });
});

describe('what OWASP lists for APIs', () => {
  it('API3: nobody sets what an object has of itself', async () => {
    const made = post({
      Name: 'Sneaky',
      Guid: '00000000-0000-4000-8000-000000000000',
      DomainName: 'sneaky.example',
    });
    const answer = await told('/accepted-domains', made);
    expect(JSON.stringify(answer)).not.toContain('"Guid":"00000000-0000-4000');
    const polluted = {
      method: 'POST',
      body: '{"__proto__":{"Name":"x"},"constructor":{"prototype":{"a":1}}}',
    };
    expect((await ask('/accepted-domains', polluted)).status).toBeGreaterThanOrEqual(400);
    expect(({} as Json)['a']).toBeUndefined();
  });

  it.each(['limit=100000', 'limit=0', 'limit=1e9', 'offset=-1', 'limit=ten'])(
    'API4: a list has a bound: %s',
    async (query) => {
      expect((await ask(`/receive-connectors?${query}`)).status).toBe(400);
    },
  );

  it('API7: what is connected to is where our own services listen, never what somebody says', async () => {
    const [status] = await told('/operations/Test-SmtpConnectivity', post({ server: '169.254.169.254' }));
    expect(status).toBe(422);
  });
});
