import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { eventually } from '@mailyard/testing';

import { expectBalance, Ledger } from '../mail/ledger.js';
import { Launched } from '../stack/launched.js';
import { repository } from '../stack/site.js';
import { shellCommand } from '../stack/management-shell.js';

type Json = Readonly<Record<string, unknown>>;

const letter = { from: 'alice@contoso.com', to: 'bob@contoso.com', subject: 'Hello', text: 'Hello Bob' };
const run = promisify(execFile);

let stack: Launched;
let api: string;
let token: string;

async function newToken(parameters: string): Promise<string> {
  const words = ['-Command', `(New-ApiToken -Scope send ${parameters}).Value`];
  return (await shellCommand(stack.site, words)).output.trim();
}

async function send(body: unknown, more: Record<string, string> = {}, path = ''): Promise<Json> {
  const answer = await fetch(`${api}/api/v1/send${path}`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json', ...more },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return {
    status: answer.status,
    retryAfter: answer.headers.get('retry-after'),
    ...((await answer.json()) as Json),
  };
}

beforeAll(async () => {
  stack = await Launched.start();
  api = `http://127.0.0.1:${stack.site.port(8080)}`;
  token = await newToken('-Name app');
}, 180_000);
afterAll(() => stack.stop(), 60_000);

describe('docs/http-submission.md', () => {
  it('every curl line of the page is answered as it says', async () => {
    const page = await readFile(join(repository, 'docs/http-submission.md'), 'utf8');
    const blocks = Array.from(page.matchAll(/^```sh\n(.*?)^```$/gms), ([, script]) => script ?? '');
    expect(blocks).toHaveLength(5);
    const env = { ...process.env, API: api, TOKEN: token };
    const answers = [];
    for (const script of blocks) {
      answers.push((await run('bash', ['-eo', 'pipefail', '-c', script], { env })).stdout);
    }
    expect(answers).toEqual(blocks.map(() => expect.stringContaining('"id":"')));
  }, 120_000);
});

describe('killed while a client repeats an order under its Idempotency-Key (ADR 43)', () => {
  it('each message is there once, whether hub, admin centre or Redis died', async () => {
    const ledger = new Ledger();
    let isOver = false;
    const client = async (number: number): Promise<void> => {
      for (let count = 0; !isOver; count += 1) {
        const key = { 'Idempotency-Key': `"${number}-${count}"` };
        const sent = await untilAnswered({ ...letter, subject: `${number}-${count}` }, key);
        ledger.accept(String(sent['messageId']), ['bob']);
      }
    };
    const clients = Promise.all([1, 2, 3, 4].map(client));
    for (const victim of ['hub-transport', 'admin-center', 'redis-server', 'hub-transport'] as const) {
      const enough = ledger.acceptedMessages + 20;
      await eventually(() => ledger.acceptedMessages >= enough, { deadlineMs: 60_000, what: 'messages' });
      const found = await stack.process(victim);
      if (found !== undefined) process.kill(found.pid, 'SIGKILL');
    }
    const last = ledger.acceptedMessages + 20;
    await eventually(() => ledger.acceptedMessages >= last, {
      deadlineMs: 60_000,
      what: 'messages afterwards',
    });
    isOver = true;
    await clients;
    // What a hub had under way when it died it may deliver again; it has not accepted it again.
    await expectBalance(stack, ledger, { deadlineMs: 45_000, duplicatesMax: 40 });
    const acceptances = await acceptedIds();
    expect(acceptances.size).toBeGreaterThanOrEqual(80);
    expect([...acceptances].filter(([, ids]) => ids.size > 1)).toEqual([]);
  }, 300_000);
});

describe('POST /api/v1/send', () => {
  it('202 is a message in its mailbox, with Bcc in no header (RFC 5322 §3.6.3)', async () => {
    const ledger = new Ledger();
    const sent = await send({ ...letter, bcc: 'carol@contoso.com' });
    expect(sent).toMatchObject({ status: 202, reply: expect.stringMatching(/^250 2\.6\.0 /) });
    ledger.accept(String(sent['messageId']), ['bob', 'carol']);
    await expectBalance(stack, ledger);
    const stored = await stack.site.mailbox('carol').messages();
    const text = stored.map(({ header }) => header).join('\r\n');
    expect(text).toContain(String(sent['messageId']));
    expect(text).not.toMatch(/^bcc:/im);
  }, 60_000);

  it.each([
    ['a line end in the subject', { subject: 'a\r\nBcc: x@contoso.com' }, 400],
    ['a line end in a name', { from: { name: 'a\nb', address: 'alice@contoso.com' } }, 400],
    ['a line end in a field', { headers: { 'X-A': 'a\r\nX-B: b' } }, 400],
    ['a line end in the name of a field', { headers: { 'X-A\r\nBcc': 'b' } }, 400],
    ['a line end in a file name', { attachments: [{ filename: 'a\r\nb', content: '' }] }, 400],
    ['a file of the server', { attachments: [{ filename: 'a', path: '/etc/passwd' }] }, 400],
    ['a field that another member says', { headers: { bcc: 'x@contoso.com' } }, 400],
    ['no recipient', { to: [] }, 400],
    ['somebody else in From', { from: 'x@fabrikam.com' }, 403],
    ['a recipient outside', { to: 'x@fabrikam.com' }, 403],
    ['nobody', { to: ['bob@contoso.com', 'nobody@contoso.com'] }, 422],
  ])('%s is refused', async (_, more, status) => {
    expect(await send({ ...letter, ...more })).toMatchObject({ status });
  });

  it.each([
    ['a prototype', `{"__proto__":{"from":"x@y.z"},${JSON.stringify(letter).slice(1)}`],
    ['depth', `${'['.repeat(100)}${']'.repeat(100)}`],
    ['no JSON', '{"from":'],
  ])('JSON with %s is refused', async (_, body) => {
    expect(await send(body)).toMatchObject({ status: 400 });
  });

  it('the same key and body count once, another body is answered 409', async () => {
    const key = { 'Idempotency-Key': '"once"' };
    const [first, second] = await Promise.all([send(letter, key), send(letter, key)]);
    expect(first).toMatchObject({ status: 202 });
    expect(second).toEqual(first);
    expect(await send(letter, key)).toEqual(first);
    expect(await send({ ...letter, text: 'another' }, key)).toMatchObject({
      status: 409,
      type: 'key-reused',
    });
  });

  it('a batch has a result for each message', async () => {
    const { status, results } = await send(
      { messages: [letter, { ...letter, from: 'x@y.z' }] },
      {},
      '/batch',
    );
    expect([status, results]).toMatchObject([200, [{ status: 202 }, { status: 403, rule: 'senders' }]]);
  });

  it('a token has senders, domains and a rate of its own, and is for nothing else', async () => {
    const before = token;
    token = await newToken(
      '-Name narrow -Senders bob@contoso.com -RecipientDomains fabrikam.com -MessageRateLimit 1',
    );
    try {
      expect(await send(letter)).toMatchObject({ status: 403, rule: 'senders' });
      const own = { ...letter, from: 'bob@contoso.com' };
      expect(await send(own)).toMatchObject({ status: 403, rule: 'recipientDomains' });
      expect(await send({ ...own, to: 'x@fabrikam.com' })).toMatchObject({ status: 202 });
      expect(await send({ ...own, to: 'x@fabrikam.com' })).toMatchObject({ status: 429, retryAfter: '60' });
      const { status } = await fetch(`${api}/api/v1/session`, {
        headers: { Authorization: `Bearer ${token}` },
      });
      expect(status).toBe(401);
    } finally {
      token = before;
    }
  }, 60_000);

  it('the state is told to the application that has sent it, and to no other', async () => {
    const { id } = await send(letter);
    const state = (bearer: string) =>
      fetch(`${api}/api/v1/send/${String(id)}`, { headers: { Authorization: `Bearer ${bearer}` } });
    await eventually(
      async () => JSON.stringify(await (await state(token)).json()).includes('"state":"delivered"'),
      { deadlineMs: 20_000, what: 'the message delivered, by its state' },
    );
    expect((await state(await newToken('-Name other'))).status).toBe(404);
  }, 60_000);
});

/** Network message id → the ids under which hubs have accepted it, as message tracking has them. */
async function acceptedIds(): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const folder = join(stack.site.dataDir, 'logs/MessageTracking');
  const found = new Map<string, Set<string>>();
  for (const name of await readdir(folder)) {
    const text = await readFile(join(folder, name), 'utf8');
    for (const [, id = '', guid = ''] of text.matchAll(/,SMTP,RECEIVE,(\d+),<[^>]*>,([\da-f-]{36}),/g)) {
      found.set(guid, (found.get(guid) ?? new Set()).add(id));
    }
  }
  return found;
}

async function untilAnswered(body: Json, key: Record<string, string>): Promise<Json> {
  let answer: Json = {};
  await eventually(
    async () => {
      answer = await send(body, key).catch(() => ({}));
      return answer['status'] === 202;
    },
    { deadlineMs: 90_000, what: 'a 202' },
  );
  return answer;
}
