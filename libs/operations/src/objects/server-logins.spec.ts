import type { Caller } from '../caller.js';
import { setPassword } from '../mailboxes/set-password.js';
import type { Right } from '../rights/right.js';
import { TestServer } from '../spec-support/test-server.js';
import { objectOperations } from './object-operations.js';

const { New, Set: Change, Remove } = objectOperations.Credentials;
const helpDesk: Caller = {
  name: 'hilda',
  client: '192.0.2.1',
  rights: new Set<Right>(['Reset Password', 'Mail Recipients', 'View-Only Recipients']),
};
const edge = 'edge@contoso.com';

let server: TestServer;
beforeAll(async () => (server = await TestServer.start()), 60_000);
afterAll(() => server.stop());

it('who makes passwords for people makes no login with the rights of a server, and gets hold of none', async () => {
  const parameters = { Login: edge, MemberOf: ['Exchange Servers'], Password: 'Server-login-1' };
  const needed = 'needs the right Organization Configuration';
  await expect(server.order(New, { parameters }, helpDesk)).rejects.toThrow(needed);
  await server.order(New, { parameters });

  const orders = [
    server.order(setPassword, { login: edge, password: 'Mine-now-1' }, helpDesk),
    server.order(Change, { identity: edge, parameters: { RemoteIPRanges: [] } }, helpDesk),
    server.order(
      Change,
      { identity: 'alice@contoso.com', parameters: { MemberOf: 'Exchange Servers' } },
      helpDesk,
    ),
    server.order(
      Change,
      { identity: 'alice@contoso.com', parameters: { MemberOf: { Add: 'Exchange Servers' } } },
      helpDesk,
    ),
    server.order(Remove, { identity: edge, force: true }, helpDesk),
  ];
  const outcomes = await Promise.allSettled(orders);
  expect(outcomes.map((outcome) => outcome.status === 'rejected' && String(outcome.reason))).toEqual(
    orders.map(() => expect.stringContaining(needed) as unknown),
  );
  expect(server.directory.organization.account(edge)?.credential?.MemberOf).toEqual(['Exchange Servers']);
  await server.order(setPassword, { login: 'alice@contoso.com', password: 'New-one-1' }, helpDesk);
});
