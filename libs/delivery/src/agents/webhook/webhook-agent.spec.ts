import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { DeliveryOutcome } from '../../delivery-agent.js';
import { largeContent, message } from '../../testing/messages.js';
import { builtInFor, type BuiltInUnderTest } from '../installed/spec-support/built-in-agents.js';

interface Asked {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

interface SentItem {
  readonly id: string;
  readonly recipients: readonly { readonly address: string }[];
  readonly content: string;
}

let server: Server;
let asked: Asked[];
let answer: (response: ServerResponse, body: string) => void;
let under: BuiltInUnderTest | undefined;

beforeEach(async () => {
  asked = [];
  answer = (response) => response.end();
  server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      const body = Buffer.concat(pieces).toString();
      asked.push({ headers: request.headers, body });
      answer(response, body);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(async () => {
  await under?.stop();
  under = undefined;
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});

async function webhook(settings: object = {}, parameters: object = {}): Promise<BuiltInUnderTest> {
  const { port } = server.address() as AddressInfo;
  under = await builtInFor(() => ({
    DeliveryProtocol: 'HTTP-WEBHOOK',
    SealedPassword: 'sealed',
    AuthenticationCredential: { UserName: 'key-1' },
    ...parameters,
    AgentSettings: {
      Url: `http://127.0.0.1:${port}/mail`,
      AllowedInternalAddresses: '127.0.0.0/8',
      ...settings,
    },
  }));
  return under;
}

const messagesIn = ({ body }: Asked): readonly SentItem[] =>
  (JSON.parse(body) as { readonly messages: readonly SentItem[] }).messages;
const first = (): Asked => asked[0] ?? { headers: {}, body: '' };
const [alice, bob] = ['alice@contoso.com', 'bob@contoso.com'];

it('a message is posted as JSON, whole, and 2yz delivers it to everybody', async () => {
  const outgoing = message([alice, bob], largeContent());
  expect(await (await webhook()).deliver(outgoing)).toMatchObject({
    scope: 'recipients',
    replies: [{ code: 250 }, { code: 250 }],
  });
  const [sent] = messagesIn(first());
  expect(sent?.recipients.map(({ address }) => address)).toEqual([alice, bob]);
  const content = Buffer.from(sent?.content ?? '', 'base64');
  expect(content.length).toBe(outgoing.header.length + 1_048_576);
  expect(content.toString('utf8', 0, outgoing.header.length)).toBe(outgoing.header.toString());
});

it.each(['Json', 'Mime'])(
  'Standard Webhooks: the signature is over id, time and body, and the id stays at the next attempt: %s',
  async (Format) => {
    const { deliver } = await webhook({ Format });
    answer = (response) => response.writeHead(500).end();
    await deliver(message([alice]));
    answer = (response) => response.end();
    await deliver(message([alice]));
    await deliver(message([bob]));
    const ids = asked.map(({ headers }) => headers['webhook-id']);
    expect(ids[1]).toBe(ids[0]);
    expect(ids[2]).not.toBe(ids[0]);
    for (const { headers, body } of asked) {
      const { 'webhook-id': id, 'webhook-timestamp': time } = headers;
      const hmac = createHmac('sha256', 'Secret-9').update(`${String(id)}.${String(time)}.${body}`);
      expect(headers).toMatchObject({
        'webhook-signature': `v1,${hmac.digest('base64')}`,
        'webhook-key-id': 'key-1',
        'idempotency-key': `"${String(id)}"`,
      });
      expect(Math.abs(Number(time) * 1_000 - Date.now())).toBeLessThan(60_000);
    }
  },
);

it('Format Mime: the envelope stands in front of the message', async () => {
  await (await webhook({ Format: 'Mime' })).deliver(message([alice]));
  expect(first().headers['content-type']).toBe('message/rfc822');
  expect(first().body).toMatch(
    /^X-Sender: <sender@contoso\.com>\r\nX-Receiver: <alice@contoso\.com>\r\nSubject: /,
  );
});

const queueWaits = (said: RegExp, retryAfterMs?: number) => ({
  scope: 'next-hop',
  said: expect.stringMatching(said) as string,
  ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
});

it.each<[string, number, Readonly<Record<string, string>>, object]>([
  ['429 with Retry-After', 429, { 'retry-after': '77' }, queueWaits(/it answers 429/, 77_000)],
  ['503', 503, {}, queueWaits(/it answers 503/)],
  ['404: whoever has mistyped the URL loses nothing', 404, {}, queueWaits(/it answers 404/)],
  ['401', 401, {}, queueWaits(/it answers 401/)],
  [
    'a redirect is not followed',
    307,
    { location: 'http://169.254.169.254/' },
    queueWaits(/leads to http:\/\/169\.254\.169\.254\/, which is not followed/),
  ],
  ['500', 500, {}, { scope: 'message', reply: { code: 451 } }],
  ['422', 422, {}, { scope: 'message', reply: { code: 550 } }],
  ['413', 413, {}, { scope: 'message', reply: { code: 552, status: '5.3.4' } }],
])('what a status means: %s', async (_, status, headers, expected) => {
  answer = (response) => response.writeHead(status, headers).end();
  expect(await (await webhook()).deliver(message([alice]))).toMatchObject(expected);
  expect(asked).toHaveLength(1);
});

it('the answer may say what became of each recipient', async () => {
  answer = (response, body) => {
    const [item] = messagesIn({ headers: {}, body });
    const results = [
      {
        id: item?.id,
        result: 'delivered',
        recipients: [{ address: bob, result: 'failed', status: '5.1.1', text: 'no such queue' }],
      },
    ];
    response.end(JSON.stringify({ results }));
  };
  expect(await (await webhook()).deliver(message([alice, bob]))).toMatchObject({
    replies: [{ code: 250 }, { code: 550, status: '5.1.1', text: 'no such queue' }],
  });
});

it('an answer with results that says nothing of the message settles nothing', async () => {
  answer = (response) => response.end('{"results":[]}');
  expect(await (await webhook()).deliver(message([alice]))).toMatchObject(queueWaits(/has no result for/));
});

it('an answer without an end is given up, and one that does not come', async () => {
  answer = (response) => void response.end('x'.repeat(300_000));
  const { deliver } = await webhook({ TimeoutSeconds: '1' });
  expect(await deliver(message([alice]))).toMatchObject(queueWaits(/too long/));
  answer = () => undefined;
  expect(await deliver(message([alice]))).toMatchObject(queueWaits(/does not answer in time/));
});

it.each<[string, object, RegExp]>([
  ['an address that is inside', { AllowedInternalAddresses: '', Url: 'https://127.0.0.1:1/' }, /is inside/],
  [
    'a name that leads inside',
    { AllowedInternalAddresses: '10.0.0.0/8', Url: 'https://localhost:1/' },
    /is inside/,
  ],
  [
    'IPv4 in the clothes of IPv6',
    { AllowedInternalAddresses: '', Url: 'https://[::ffff:169.254.169.254]/' },
    /is inside/,
  ],
  [
    'another way to write 127.0.0.1',
    { AllowedInternalAddresses: '', Url: 'https://2130706433:1/' },
    /is inside/,
  ],
  ['clear text to the Internet', { Url: 'http://93.184.215.14/' }, /in clear text/],
])('no request goes to %s', async (_, settings, said) => {
  expect(await (await webhook(settings)).deliver(message([alice]))).toMatchObject(queueWaits(said));
  expect(asked).toEqual([]);
});

it('TLS: a certificate that nobody vouches for is refused', async () => {
  const { port } = server.address() as AddressInfo;
  const { deliver } = await webhook({
    Url: `https://localhost:${port}/`,
    AllowedInternalAddresses: '127.0.0.1, ::1',
  });
  expect(await deliver(message([alice]))).toMatchObject(queueWaits(/cannot be asked/));
  expect(asked).toEqual([]);
});

it('a batch is one request with a result for each message, and one that is refused comes again one by one', async () => {
  const { deliver } = await webhook({ BatchSize: '3', BatchWaitMs: '500' });
  const all = (): Promise<readonly DeliveryOutcome[]> =>
    Promise.all(['a', 'b', 'c'].map((name) => deliver(message([`${name}@contoso.com`]))));
  expect((await all()).map(({ scope }) => scope)).toEqual(['recipients', 'recipients', 'recipients']);
  expect(asked.map((each) => messagesIn(each).length)).toEqual([3]);
  asked = [];
  answer = (response, body) => void response.writeHead(body.includes('b@contoso.com') ? 422 : 200).end();
  expect((await all()).map(({ scope }) => scope)).toEqual(['recipients', 'message', 'recipients']);
  expect(asked.map((each) => messagesIn(each).length)).toEqual([3, 1, 1, 1]);
});
