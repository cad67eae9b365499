import { login, WebPages } from '../spec-support/web-pages.js';

let pages: WebPages;
beforeAll(async () => (pages = await WebPages.start()), 30_000);
afterAll(() => pages.stop());

interface Asked {
  readonly method?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

const ask = (path: string, { method = 'GET', body, headers = {} }: Asked = {}) =>
  fetch(`${pages.url}/api/v1${path}`, {
    method,
    headers: {
      ...login,
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });

type Json = Readonly<Record<string, unknown>>;
const json = async (answer: Response): Promise<Json> => (await answer.json()) as Json;
const run = (cmdlet: string, parameters: object, more: object = {}) =>
  ask(`/cmdlets/${cmdlet}`, { method: 'POST', body: { parameters, ...more } });

const printers = {
  Name: 'Printers',
  TransportRole: 'FrontendTransport',
  Usage: 'Custom',
  Bindings: ['0.0.0.0:25'],
  RemoteIPRanges: ['192.168.5.0/24'],
};
const path = `/receive-connectors/${encodeURIComponent(String.raw`MBX01\Printers`)}`;

describe('objects as resources', () => {
  it('one is made, and told where it is', async () => {
    const made = await ask('/receive-connectors', { method: 'POST', body: printers });
    expect(made.status).toBe(201);
    expect(made.headers.get('location')).toBe('/api/v1/receive-connectors/MBX01%5CPrinters');
    expect(await json(made)).toMatchObject({ object: { Name: 'Printers', AuthMechanism: ['Tls'] } });
    const read = await ask(path);
    expect(read.headers.get('etag')).toBe(made.headers.get('etag'));
    expect(await json(read)).toMatchObject({
      Identity: String.raw`MBX01\Printers`,
      MaxMessageSize: 37_748_736,
    });
  });

  it('a list comes in parts', async () => {
    const list = await json(await ask('/receive-connectors?offset=1&limit=2'));
    expect(list).toMatchObject({ total: 6 });
    expect(list['rows']).toHaveLength(2);
  });

  it('a change of an older revision is not made (RFC 9110 §13.1.1)', async () => {
    const tag = (await ask(path)).headers.get('etag') ?? '';
    const change = { method: 'PATCH', body: { Comment: 'third floor' }, headers: { 'If-Match': tag } };
    const changed = await ask(path, change);
    expect([changed.status, (await json(changed))['object']]).toEqual([
      200,
      expect.objectContaining({ Comment: 'third floor' }),
    ]);
    const refused = await ask(path, { ...change, body: { Comment: 'fourth floor' } });
    expect(refused.status).toBe(412);
    // Whoever was slower is shown what there is now.
    expect(await json(refused)).toMatchObject({ current: { Name: 'Printers', Comment: 'third floor' } });
    expect(await json(await ask(path))).toMatchObject({ Comment: 'third floor' });
  });

  it('what is only to be checked changes nothing', async () => {
    const body = { RemoteIPRanges: '10.1.1.1' };
    const checked = await ask(`${path}?validateOnly=true`, { method: 'PATCH', body });
    expect(await json(checked)).toMatchObject({ object: { RemoteIPRanges: ['10.1.1.1'] } });
    expect(await json(await ask(path))).toMatchObject({ RemoteIPRanges: ['192.168.5.0/24'] });
  });

  it('a refusal names parameter, value, rule, object and cure (RFC 9457)', async () => {
    const body = { ...printers, Name: 'Second' };
    const refused = await ask('/receive-connectors', { method: 'POST', body });
    expect(refused.status).toBe(422);
    expect(refused.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(await json(refused)).toEqual({
      type: 'refused',
      title: 'The order breaks a rule',
      status: 422,
      parameter: 'RemoteIPRanges',
      value: ['192.168.5.0/24'],
      rule: 'C1',
      detail: String.raw`MBX01\Printers already takes port 25 on 0.0.0.0 from 192.168.5.0/24. Use another local address here, or a narrower remote range.`,
      cure: 'Use another local address here, or a narrower remote range.',
    });
  });

  it('one is removed', async () => {
    expect((await ask(path, { method: 'DELETE' })).status).toBe(200);
    expect((await ask(path)).status).toBe(404);
  });

  it('what is dangerous needs force', async () => {
    const frontend = `/receive-connectors/${encodeURIComponent('Default Frontend MBX01')}`;
    const refused = await ask(frontend, { method: 'DELETE' });
    expect(refused.status).toBe(409);
    expect(await json(refused)).toMatchObject({
      type: 'confirmation-required',
      detail: 'Nothing would listen on port 25 of MBX01: mail from outside would stop.',
    });
    const checked = await ask(`${frontend}?force=true&validateOnly=true`, { method: 'DELETE' });
    expect(checked.status).toBe(200);
  });

  it('a mailbox is made with its login, which is not told', async () => {
    const body = { Name: 'dave', Password: 'Secret-6' };
    const made = await ask('/mailboxes', { method: 'POST', body });
    expect([made.status, made.headers.get('location')]).toEqual([201, '/api/v1/mailboxes/dave']);
    const told = await made.text();
    expect(told).not.toMatch(/Secret-6|Hash/);
    expect(JSON.parse(told)).toMatchObject({ object: { PrimarySmtpAddress: 'dave@contoso.com' } });
    expect((await ask('/mailboxes', { method: 'POST', body })).status).toBe(422);
  });

  it('of the organization’s settings there is one object', async () => {
    expect(await json(await ask('/transport-settings'))).toMatchObject({ PoisonThreshold: 2 });
    const changed = await ask('/transport-settings', { method: 'PATCH', body: { PoisonThreshold: 3 } });
    expect(await json(changed)).toMatchObject({ object: { PoisonThreshold: 3 } });
  });

  it.each([
    ['a kind that there is not', '/fax-machines', {}, 404],
    ['nobody', '/receive-connectors/nobody', {}, 404],
    ['an unknown question', '/receive-connectors?colour=red', {}, 400],
    ['half of JSON', '/receive-connectors', { method: 'POST', body: '{"Name":' }, 400],
    ['a list for an object', '/receive-connectors', { method: 'POST', body: '[]' }, 400],
    [
      'a body of nine million octets',
      '/receive-connectors',
      { method: 'POST', body: { Name: 'x'.repeat(9_000_000) } },
      413,
    ],
    [
      'a form',
      '/receive-connectors',
      { method: 'POST', body: 'a=1', headers: { 'Content-Type': 'text/plain' } },
      415,
    ],
    ['a kind that nobody makes', '/servers', { method: 'POST', body: { Name: 'MBX02' } }, 405],
    ['nowhere', '/nowhere/at/all', {}, 404],
    ['a weak tag', path, { method: 'PATCH', body: {}, headers: { 'If-Match': 'W/"1"' } }, 400],
  ] as const)('%s is answered with a problem', async (_, at, asked, status) => {
    const answer = await ask(at, asked);
    expect([answer.status, (await json(answer))['status']]).toEqual([status, status]);
  });
});

describe('who may ask', () => {
  it('a page of another site changes nothing, whatever login its browser sends along', async () => {
    for (const headers of [{ Origin: 'http://evil.example' }, { 'Sec-Fetch-Site': 'cross-site' }]) {
      expect((await ask('/receive-connectors', { method: 'POST', body: printers, headers })).status).toBe(
        403,
      );
    }
  });

  it('nobody without the login', async () => {
    for (const method of ['GET', 'POST']) {
      const refused = await fetch(`${pages.url}/api/v1/receive-connectors`, { method });
      expect([refused.status, (await json(refused))['status']]).toEqual([401, 401]);
    }
  });
});

describe('cmdlets', () => {
  it('are told to a shell once, and again when they are others', async () => {
    const told = await ask('/cmdlets');
    const { server, cmdlets } = (await json(told)) as { server: string; cmdlets: { name: string }[] };
    expect(server).toBe('MBX01');
    expect(cmdlets.map(({ name }) => name)).toContain('New-ReceiveConnector');
    const etag = told.headers.get('etag') ?? '';
    expect((await ask('/cmdlets', { headers: { 'If-None-Match': etag } })).status).toBe(304);
  });

  it('run, with Exchange’s names and texts', async () => {
    const made = await run('New-ReceiveConnector', {
      Name: 'Fabrikam.com TLS',
      TransportRole: 'Frontend',
      Partner: true,
      RemoteIPRanges: ['17.17.17.1/24'],
      Bindings: ['0.0.0.0:25'],
    });
    expect(await json(made)).toMatchObject({
      output: [
        {
          Identity: String.raw`MBX01\Fabrikam.com TLS`,
          PermissionGroups: { $type: 'Flags', text: 'Partners' },
          MaxMessageSize: {
            $type: 'ByteQuantifiedSize',
            text: '36 MB (37,748,736 bytes)',
            value: 37_748_736,
          },
          ConnectionTimeout: { $type: 'TimeSpan', text: '00:10:00' },
        },
      ],
    });
  });

  it('say what is wrong with a parameter', async () => {
    const wrong = await run('New-ReceiveConnector', { Name: 'x', Custom: true, Internet: true });
    expect(wrong.status).toBe(400);
    expect(await json(wrong)).toMatchObject({ parameter: 'Internet', detail: expect.any(String) as string });
    const unknown = await run('Get-ReceiveConnector', { Identity: 'MBX01Fabrikam.com TLS' });
    expect(await json(unknown)).toMatchObject({
      status: 404,
      cure: String.raw`Did you mean MBX01\Fabrikam.com TLS?`,
    });
  });

  it('ask what is dangerous, and do it when it is meant', async () => {
    const change = { Identity: 'Default Frontend MBX01', Enabled: false };
    await run('Remove-ReceiveConnector', { Identity: 'Fabrikam.com TLS' });
    expect(await json(await run('Set-ReceiveConnector', change))).toMatchObject({
      type: 'confirmation-required',
    });
    const tried = await json(await run('Set-ReceiveConnector', change, { whatIf: true }));
    expect(tried['warnings']).toContainEqual(expect.stringContaining('port 25'));
    expect((await run('Set-ReceiveConnector', change, { force: true })).status).toBe(200);
  });
});

describe('what the API is', () => {
  it('is told to people, and to programs in OpenAPI 3.1', async () => {
    const page = await fetch(`${pages.url}/api`, { headers: login });
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await page.text()).toContain('/api/v1/receive-connectors');
    const document = await json(await ask('/openapi.json'));
    expect(document).toMatchObject({ openapi: '3.1.0' });
    expect(document['paths']).toHaveProperty(['/receive-connectors/{identity}', 'patch']);
  });
});

describe('operations by their names', () => {
  it('are carried out', async () => {
    const answer = await ask('/operations/Get-Queue', { method: 'POST', body: {} });
    expect(await json(answer)).toMatchObject({ rows: expect.any(Array) as unknown });
  });

  it('what JSON has no word for is not offered', async () => {
    expect((await ask('/operations/Export-Message', { method: 'POST', body: { id: '1' } })).status).toBe(404);
  });
});
