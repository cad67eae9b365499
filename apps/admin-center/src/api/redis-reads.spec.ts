import { login, WebPages } from '../spec-support/web-pages.js';

let pages: WebPages;
beforeAll(async () => (pages = await WebPages.start()), 30_000);
afterAll(() => pages.stop());

const connector = '/receive-connectors/MBX01%5CDefault%20Frontend%20MBX01';
const auth = (scheme: string, value: string) => ({ Authorization: `${scheme} ${value}` });

async function ask(path: string, headers: Record<string, string>, body?: object): Promise<Response> {
  const more = body && { method: 'POST', body: JSON.stringify(body) };
  const answer = await fetch(`${pages.url}/api/v1${path}`, {
    ...more,
    headers: { ...headers, 'Content-Type': 'application/json' },
  });
  expect([path, answer.ok]).toEqual([path, true]);
  return answer;
}

/** Whoever may sign in, by each way of doing so. */
async function ways(): Promise<Readonly<Record<string, Record<string, string>>>> {
  const { value } = (await (
    await ask('/operations/New-ApiToken', login, { description: 'reads' })
  ).json()) as { readonly value: string };
  const [name, password] = Buffer.from(login.Authorization.slice('Basic '.length), 'base64')
    .toString()
    .split(/:(.*)/s);
  const session = await ask('/session', {}, { name, password });
  const [cookie = ''] = session.headers.getSetCookie().map((each) => each.split(';', 1)[0] ?? '');
  return { password: login, token: auth('Bearer', value), session: { Cookie: cookie } };
}

/** How often Redis was asked for fields or keys; what looks at the pipeline all the time does it, too. */
async function reads(): Promise<number> {
  const stats = await pages.redis.client().info('commandstats');
  const calls = [...stats.matchAll(/^cmdstat_(?:hget|hmget|hgetall|hvals|mget|get):calls=(\d+)/gm)];
  return calls.reduce((sum, [, count]) => sum + Number(count), 0);
}

const asked = 300;

it('one who reads an object again and again does not ask Redis each time, whatever signs them in', async () => {
  for (const [way, headers] of Object.entries(await ways())) {
    // eslint-disable-next-line no-await-in-loop
    await ask(connector, headers);
    // eslint-disable-next-line no-await-in-loop
    const before = await reads();
    for (let turn = 0; turn < asked; turn += 1) {
      // eslint-disable-next-line no-await-in-loop
      await ask(connector, headers);
    }
    // eslint-disable-next-line no-await-in-loop
    expect([way, (await reads()) - before < asked / 3]).toEqual([way, true]);
  }
}, 60_000);
