import type { Administrator } from '@mailyard/sign-in';

import { localAdministrator, type Caller } from '../caller.js';
import { OperationInputError } from '../operation.js';
import { TestServer } from '../spec-support/test-server.js';
import { getMyPreference } from './get-my-preference.js';
import { getMySearch } from './get-my-search.js';
import { removeMySearch } from './remove-my-search.js';
import { setMyPreference } from './set-my-preference.js';
import { setMySearch } from './set-my-search.js';

let server: TestServer;
beforeEach(async () => (server = await TestServer.start()), 30_000);
afterEach(() => server.stop());

function signedIn(name: string): Caller {
  const account = { name, guid: `guid-of-${name}` } as unknown as Administrator;
  return { ...localAdministrator(), name, signedIn: { by: 'password', account } };
}
const [ann, bob] = [signedIn('ann'), signedIn('bob')];
const text = 'status:retry';

it('preferences are of one account, and may be anything that is short', async () => {
  const said = { theme: 'dark', columns: { queues: ['Identity', 'Status'] } };
  await server.order(setMyPreference, { preferences: said }, ann);
  expect(await server.order(setMyPreference, { preferences: { theme: null, zone: 'UTC' } }, ann)).toEqual({
    columns: said.columns,
    zone: 'UTC',
  });
  expect(await server.order(getMyPreference, {}, bob)).toEqual({});
  const long = { preferences: { zone: 'x'.repeat(5_000) } };
  await expect(server.order(setMyPreference, long, ann)).rejects.toThrow(OperationInputError);
  const many = Object.fromEntries(Array.from({ length: 201 }, (_, at) => [`p${at}`, at]));
  await expect(server.order(setMyPreference, { preferences: many }, ann)).rejects.toThrow('at most 200');
  await expect(server.order(getMyPreference, {})).rejects.toThrow('no account has signed in');
});

it('a search is seen by others when it is shared, and changed by its owner alone', async () => {
  await server.order(setMySearch, { name: 'Stuck', page: 'messages', text, shared: true }, ann);
  await server.order(setMySearch, { name: 'Mine', page: 'messages', text: 'from:bob' }, ann);
  await server.order(setMySearch, { name: 'stuck', page: 'queues', text: 'error:dns' }, bob);
  const seen = async (caller: Caller, page?: string) =>
    (await server.order(getMySearch, { page }, caller)).map(({ name, owner }) => `${owner}: ${name}`);
  expect(await seen(ann)).toEqual(['ann: Mine', 'ann: Stuck']);
  expect((await seen(bob)).toSorted()).toEqual(['ann: Stuck', 'bob: stuck']);
  expect(await seen(bob, 'queues')).toEqual(['bob: stuck']);
  await server.order(setMySearch, { name: 'STUCK', page: 'queues', text, shared: false }, ann);
  expect(await seen(bob)).toEqual(['bob: stuck']);
  await server.order(removeMySearch, { name: 'stuck' }, bob);
  await expect(server.order(removeMySearch, { name: 'stuck' }, bob)).rejects.toThrow('search');
  expect(await seen(ann)).toEqual(['ann: Mine', 'ann: STUCK']);
});

it('what an account has kept goes with it', async () => {
  await server.order(setMySearch, { name: 'Stuck', page: 'messages', text, shared: true }, ann);
  await server.order(setMyPreference, { preferences: { theme: 'dark' } }, ann);
  await server.context.personal.forget('guid-of-ann');
  expect(await server.order(getMySearch, {}, bob)).toEqual([]);
  expect(await server.order(getMyPreference, {}, ann)).toEqual({});
});
