import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

import { SecretKeys } from '@mailyard/service';
import { eventually, startRedis, tempDir, type TempDir, type TestRedis } from '@mailyard/testing';

import { fetchToken, type OAuthClient } from './http-token-endpoint.js';
import { OAuthTokens } from './oauth-tokens.js';
import { RedisSharedTokens } from './redis-shared-tokens.js';

type Answer = (response: ServerResponse, form: URLSearchParams) => void;

const json =
  (status: number, body: object): Answer =>
  (response) =>
    void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));

let issued = 0;
const grant =
  (expires_in: number): Answer =>
  (response, form) =>
    json(200, { access_token: `token-${(issued += 1)}`, token_type: 'Bearer', expires_in })(response, form);

let redis: TestRedis;
let folder: TempDir;
let keys: SecretKeys;
let server: Server;
let client: OAuthClient;
let answer: Answer;
let forms: URLSearchParams[];
let problems: unknown[];
let now: number;

beforeAll(async () => {
  redis = await startRedis();
  folder = await tempDir();
  keys = new SecretKeys(folder.path);
  await keys.ensure();
});
afterAll(async () => {
  await redis.stop();
  await folder.remove();
});

beforeEach(async () => {
  await redis.client().flushall();
  [issued, forms, problems, now, answer] = [0, [], [], Date.now(), grant(3600)];
  server = createServer((request, response) => void answered(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const endpoint = `http://127.0.0.1:${port}/tenant/oauth2/v2.0/token`;
  client = { endpoint, id: 'mail', secret: 'Secret-5', scope: 'https://outlook.office365.com/.default' };
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

async function answered(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const form = new URLSearchParams(await text(request));
  forms.push(form);
  answer(response, form);
}

/** A hub of its own. */
const hub = () =>
  new OAuthTokens({
    fetch: fetchToken,
    shared: new RedisSharedTokens(redis.client()),
    keys: new SecretKeys(folder.path),
    now: () => now,
    onProblem: (problem) => problems.push(problem),
  });
const tokenOf = async (tokens: OAuthTokens) => {
  const got = await tokens.of(client);
  return got.kind === 'token' ? got.token.token : got.reason;
};

it('RFC 6749 §4.4: a token by client credentials, fetched once and kept', async () => {
  const tokens = hub();
  expect([await tokenOf(tokens), await tokenOf(tokens)]).toEqual(['token-1', 'token-1']);
  expect(forms.map((form) => Object.fromEntries(form))).toEqual([
    {
      grant_type: 'client_credentials',
      client_id: 'mail',
      client_secret: 'Secret-5',
      scope: 'https://outlook.office365.com/.default',
    },
  ]);
});

it('many who ask at once, in several hubs, cause one fetch', async () => {
  const hubs = [hub(), hub(), hub()];
  const got = await Promise.all(hubs.flatMap((tokens) => [tokenOf(tokens), tokenOf(tokens)]));
  expect(new Set(got)).toEqual(new Set(['token-1']));
  expect(forms).toHaveLength(1);
});

it('in Redis it is sealed', async () => {
  await tokenOf(hub());
  const raw = redis.client();
  const [key = ''] = await raw.keys('mailyard:oauth-token:*');
  expect(await raw.get(key)).toMatch(/^v1\./);
  expect(key).not.toContain('Secret-5');
});

it('one that ends soon is renewed, and serves until the new one is there', async () => {
  const tokens = hub();
  await tokenOf(tokens);
  now += 3600_000 - 200_000;
  expect(await tokenOf(tokens)).toBe('token-1');
  await eventually(async () => expect(await tokenOf(tokens)).toBe('token-2'));
  expect(forms).toHaveLength(2);
  expect(await tokenOf(hub())).toBe('token-2');
});

it('one that has ended is not used, whatever the server says', async () => {
  const tokens = hub();
  await tokenOf(tokens);
  answer = json(503, {});
  now += 3601_000;
  expect(await tokenOf(tokens)).toMatch(/^127\.0\.0\.1:\d+ answers 503 and gives no token$/);
});

it('while a renewal fails the one that is there serves, and the reason is told', async () => {
  const tokens = hub();
  await tokenOf(tokens);
  answer = json(500, {});
  now += 3600_000 - 200_000;
  expect(await tokenOf(tokens)).toBe('token-1');
  await eventually(() => expect(problems).toEqual([expect.stringContaining('answers 500')]));
  expect(await tokenOf(tokens)).toBe('token-1');
});

it('after a refusal at the smart host the next one is another', async () => {
  const [tokens, other] = [hub(), hub()];
  await Promise.all([tokenOf(tokens), tokenOf(other)]);
  await tokens.refused(client);
  expect(await tokenOf(tokens)).toBe('token-2');
  // The other hub still has the old one, and drops nothing that is newer.
  await other.refused(client);
  expect(await tokenOf(other)).toBe('token-2');
});

it('another secret is another client', async () => {
  const tokens = hub();
  await tokenOf(tokens);
  client = { ...client, secret: 'Secret-6' };
  expect(await tokenOf(tokens)).toBe('token-2');
});

it('a server that refuses is not asked by each connection anew', async () => {
  answer = json(401, {
    error: 'invalid_client',
    error_description: 'AADSTS7000215: bad Secret-5\r\nTrace ID: 1',
  });
  const tokens = hub();
  const reason = /^127\.0\.0\.1:\d+ answers 401: invalid_client, AADSTS7000215: bad \*\*\*$/;
  expect(await tokenOf(tokens)).toMatch(reason);
  expect(await tokenOf(tokens)).toMatch(reason);
  expect(forms).toHaveLength(1);
  now += 11_000;
  answer = grant(3600);
  expect(await tokenOf(tokens)).toBe('token-1');
});

it('without Redis each hub fetches its own', async () => {
  const away = redis.client();
  away.disconnect();
  const tokens = new OAuthTokens({
    fetch: fetchToken,
    shared: new RedisSharedTokens(away),
    keys,
    now: () => now,
    onProblem: (problem) => problems.push(problem),
  });
  expect(await tokenOf(tokens)).toBe('token-1');
  expect(problems).not.toEqual([]);
});

describe('what is no token is a reason', () => {
  it.each<[string, Answer, RegExp]>([
    [
      'a redirect',
      (response) => void response.writeHead(307, { location: '/other' }).end(),
      /cannot be asked: /,
    ],
    ['no JSON', (response) => void response.end('<html>'), /answers 200 and gives no token$/],
    [
      'a token of another type',
      json(200, { access_token: 'x', token_type: 'mac' }),
      /answers 200 and gives no token$/,
    ],
    [
      'too long an answer',
      (response) => void response.end('x'.repeat(70_000)),
      /cannot be asked: the answer is too long/,
    ],
    ['a connection that is closed', (response) => void response.destroy(), /cannot be asked: /],
  ])('%s', async (_, given, reason) => {
    answer = given;
    expect(await fetchToken(client)).toEqual({
      kind: 'failed',
      reason: expect.stringMatching(reason) as string,
    });
  });

  it('nobody there', async () => {
    const { endpoint } = client;
    server.close();
    await once(server, 'close');
    expect(await fetchToken({ ...client, endpoint })).toEqual({
      kind: 'failed',
      reason: expect.stringMatching(/cannot be asked: connect ECONNREFUSED/) as string,
    });
  });
});
