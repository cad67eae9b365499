import { login, WebPages } from '../spec-support/web-pages.js';

let pages: WebPages;
beforeAll(async () => (pages = await WebPages.start()), 30_000);
afterAll(() => pages.stop());

const get = (path: string) => fetch(`${pages.url}/api/v1/exports/${path}`, { headers: login });

describe('GET /exports', () => {
  it('gives a list as a file', async () => {
    const found = await get('accepted-domains');
    expect(found.headers.get('content-type')).toMatch(/^text\/csv/);
    expect(found.headers.get('content-disposition')).toContain('accepted-domains.csv');
    const [head = '', row = ''] = (await found.text()).split('\r\n');
    expect([head.split(',').includes('DomainName'), row.includes('contoso.com')]).toEqual([true, true]);
  });

  it('and what a filter finds', async () => {
    const all = (await (await get('queues?format=json')).json()) as readonly object[];
    const ask = encodeURIComponent(JSON.stringify({ where: "Identity -like '*nothing*'" }));
    expect([all.length > 0, await (await get(`queues?format=json&ask=${ask}`)).json()]).toEqual([true, []]);
  });

  it.each(['tracked-messages', 'tracking-events', 'audit-log', 'services', 'notifications', 'protocol-log'])(
    'gives %s',
    async (name) => expect((await get(`${name}?format=json`)).status).toBe(200),
  );

  it.each([
    ['weather', 404],
    ['queues?format=xml', 400],
    ['queues?ask=[]', 400],
    ['queues?ask={', 400],
    ['queues?ask={"where":"x"}', 400],
    ['__proto__', 404],
  ])('%s is refused with %d', async (path, status) => expect((await get(path)).status).toBe(status));
});
