import { eventually, TestClient } from '@mailyard/testing';

import { adminLogin, ComposeStack, published } from './compose-stack.js';
import { Load } from './load.js';

const startMs = 120_000;

describe('the stack in containers', () => {
  let stack: ComposeStack;

  beforeAll(async () => {
    stack = await ComposeStack.build();
    await stack.remove(); // What an interrupted run has left.
    await stack.run('up', '-d');
    await eventually(() => stack.healthy(), { deadlineMs: startMs, what: 'health 200' });
  }, 15 * 60_000);
  afterAll(() => stack.remove(), 120_000);

  it('takes a message on port 25 and puts it into the mailbox', async () => {
    const client = await TestClient.connect(published.smtp);
    await client.expect(/^220 /);
    await client.command('EHLO client.example', /^250/);
    await client.command('MAIL FROM:<someone@example.com>', /^250/);
    await client.command('RCPT TO:<nobody@contoso.com>', /^550 5\.1\.10/);
    await client.command('RCPT TO:<someone@elsewhere.example>', /^550 5\.7\.54/);
    await client.command('RCPT TO:<carol@contoso.com>', /^250/);
    await client.command('DATA', /^354/);
    await client.command(
      'Message-ID: <first@example.com>\r\nSubject: first\r\n\r\nHello\r\n.',
      /^250 2\.6\.0 /,
    );
    await client.command('QUIT', /^221/);
    await eventually(async () => (await stack.messageIds('carol')).length === 1, { deadlineMs: 30_000 });
    expect(await stack.messageIds('carol')).toEqual(['<first@example.com>']);
  }, 60_000);

  it('offers AUTH on 587 only inside TLS', async () => {
    const client = await TestClient.connect(published.submission);
    await client.expect(/^220 /);
    const hello = await client.command('EHLO client.example', /^250/);
    expect(hello.text).toContain('STARTTLS');
    expect(hello.text).not.toContain('AUTH');
    await client.command('QUIT', /^221/);
  });

  it('makes the secrets that nobody gave it unreadable for others', async () => {
    const keys = await stack.run('exec', '-T', 'hub-transport', 'sh', '-c', 'stat -c %a /data/pki/*.key');
    expect(new Set(keys.trim().split(/\s+/))).toEqual(new Set(['600']));
  });

  it('lets new hubs take load without a further step', async () => {
    await stack.run('up', '-d', '--scale', 'hub-transport=3');
    await eventually(async () => (await stack.activeHubs()) === 3, {
      deadlineMs: startMs,
      what: 'three active hubs',
    });
    const load = new Load(published.smtp, 'alice@contoso.com');
    await load.until(() => load.accepted.size >= 200);
    await load.stop();
    await eventually(async () => (await hubsThatTookMail()) === 3, {
      deadlineMs: 30_000,
      what: 'mail taken by each of three hubs',
    });
    await expectAllDelivered(stack, load);
  }, 180_000);

  it('loses nothing that it acknowledged when all hubs are killed under load', async () => {
    const load = new Load(published.smtp, 'bob@contoso.com');
    await load.until(() => load.accepted.size >= 100);
    await stack.run('kill', 'hub-transport');
    // Front End holds nothing (promise P3): without a hub it says so.
    await load.until(() => load.refused > 0);
    await stack.run('start', 'hub-transport');
    const before = load.accepted.size;
    await load.until(() => load.accepted.size >= before + 100);
    await load.stop();
    await expectAllDelivered(stack, load);
  }, 240_000);

  it('keeps everything over a stop and a start', async () => {
    const before = await stack.messageIds('bob');
    await stack.run('stop');
    await stack.run('start');
    await eventually(() => stack.healthy(), { deadlineMs: startMs, what: 'health 200' });
    expect((await stack.messageIds('bob')).toSorted()).toEqual(before.toSorted());
  }, 180_000);
});

/** accepted = delivered; a message may be there twice for each delivery that was in flight when a hub was killed. */
async function expectAllDelivered(stack: ComposeStack, load: Load): Promise<void> {
  const mailbox = load.recipient.replace(/@.*/, '');
  const missing = async (): Promise<readonly string[]> => {
    const delivered = new Set(await stack.messageIds(mailbox));
    return [...load.accepted].filter((id) => !delivered.has(id));
  };
  await eventually(async () => (await missing()).length === 0, {
    deadlineMs: 90_000,
    intervalMs: 500,
    what: 'every accepted message in its mailbox',
  });
  expect(await missing()).toEqual([]);
}

/** Hub processes that have accepted something, by their own counters. */
async function hubsThatTookMail(): Promise<number> {
  const metrics = await (await fetch(`http://127.0.0.1:${published.web}/metrics`, adminLogin)).text();
  const counted = metrics.matchAll(
    /^mailyard_hub_messages_accepted_total\{.*instance="([^"]+)".*\} ([1-9]\d*)$/gm,
  );
  return new Set([...counted].map(([, instance]) => instance)).size;
}
