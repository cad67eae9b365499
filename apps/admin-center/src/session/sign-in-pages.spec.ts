import { password, WebPages } from '../spec-support/web-pages.js';

let pages: WebPages;
beforeAll(async () => (pages = await WebPages.start()), 30_000);
afterAll(() => pages.stop());

const own = { 'Sec-Fetch-Site': 'same-origin' };
const form = (
  path: string,
  fields: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>>,
) =>
  fetch(pages.url + path, {
    method: 'POST',
    headers,
    body: new URLSearchParams(fields),
    redirect: 'manual',
  });
const open = (path: string, headers: Readonly<Record<string, string>> = {}) =>
  fetch(pages.url + path, { headers, redirect: 'manual' });

it('people who open a page are led to a form, sign in, see it, and sign out', async () => {
  const stranger = await open('/queues', { Accept: 'text/html,*/*;q=0.8' });
  expect([stranger.status, stranger.headers.get('location')]).toEqual([303, '/sign-in?next=%2Fqueues']);
  const page = await open('/sign-in');
  expect(await page.text()).toContain('autocomplete="one-time-code"');
  expect(page.headers.get('content-security-policy')).not.toContain('unsafe');

  const signedIn = await form('/sign-in', { name: 'admin', password, code: '', next: '/queues' }, own);
  expect([signedIn.status, signedIn.headers.get('location')]).toEqual([303, '/queues']);
  const Cookie = signedIn.headers.getSetCookie()[0]?.split(';', 1)[0] ?? '';
  expect((await open('/api/v1/session', { Cookie })).status).toBe(200);

  const text = await (await open('/sign-out', { Cookie })).text();
  const csrfToken = /name="csrfToken" value="([\w-]+)"/.exec(text)?.[1] ?? '';
  expect((await form('/sign-out', { csrfToken: 'x' }, { ...own, Cookie })).status).toBe(403);
  expect((await form('/sign-out', { csrfToken }, { Cookie, 'Sec-Fetch-Site': 'cross-site' })).status).toBe(
    403,
  );
  expect((await form('/sign-out', { csrfToken }, { ...own, Cookie })).status).toBe(303);
  expect((await open('/api/v1/session', { Cookie })).status).toBe(401);
});

it('the form of another site signs nobody in, and a wrong one says one thing', async () => {
  const foreign = await form('/sign-in', { name: 'admin', password }, { 'Sec-Fetch-Site': 'cross-site' });
  expect([foreign.status, foreign.headers.getSetCookie()]).toEqual([403, []]);
  const texts = await Promise.all(
    [{ name: 'admin', password: 'x' }, { name: '<b>', password: 'x' }, {}].map(async (fields) => {
      const answer = await form('/sign-in', { ...fields } as Readonly<Record<string, string>>, own);
      return [answer.status, await answer.text()];
    }),
  );
  expect(texts[0]).toEqual([401, expect.stringContaining('are not right')]);
  expect([texts[1], texts[2]]).toEqual([texts[0], texts[0]]);
});
