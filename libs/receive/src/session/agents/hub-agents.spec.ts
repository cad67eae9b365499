import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { formatProxyCommand, type ProxyFrom } from '@mailyard/smtp';
import { eventually, TestClient } from '@mailyard/testing';

import { rightsOf } from '../../rights/rights.js';
import { connectorOf } from '../../testing/contoso.js';
import { TestAgents } from '../../testing/test-agents.js';
import { TestOrganization, type RunningHub } from '../../testing/test-organization.js';

let test: TestOrganization;
let agents: TestAgents;
let hub: RunningHub;

/** The organization is another one with agents: hubs are started behind them. */
async function installed(text: string, ...events: readonly string[]): Promise<void> {
  const Touches = ['verdict', 'headers', 'envelope', 'content'];
  await agents.install({ text, events, service: 'Hub', parameters: { Touches } });
  hub = await test.hub();
}

beforeEach(async () => {
  test = await TestOrganization.start();
  agents = await TestAgents.of(test);
});
afterEach(async () => {
  await agents.stop();
  await test.stop();
});

async function client(): Promise<TestClient> {
  const connector = connectorOf({ PermissionGroups: 'AnonymousUsers' });
  const { port } = await test.frontEnd(connector, [hub.hub]);
  const connected = await TestClient.connect(port);
  await connected.expect(/^220 /);
  await connected.ehlo();
  return connected;
}

async function send(to: TestClient, text: string, expected: RegExp): Promise<void> {
  await to.command('MAIL FROM:<a@b.example>', /^250 /);
  await to.command('RCPT TO:<alice@contoso.com>', /^250 /);
  await to.command('DATA', /^354/);
  await to.sendRaw(`${text}\r\n.\r\n`);
  await to.expect(expected);
}

/** Messages that wait in files for their agents. */
async function heldFiles(): Promise<readonly string[]> {
  const folder = agents.folder('Hub');
  const runs = await readdir(folder);
  const files = await Promise.all(runs.map((run) => readdir(join(folder, run), { recursive: true })));
  return files.flat().filter((name) => name.endsWith('.eml'));
}

const scanner = `import { readFileSync } from 'node:fs';
export default { OnEndOfData: ({ contentFile, sizeBytes, envelope }) => {
  const text = readFileSync(contentFile, 'latin1');
  if (text.length !== sizeBytes) throw new Error('the file has ' + text.length + ' octets, not ' + sizeBytes);
  if (text.includes('EICAR')) return [{ action: 'RejectMessage', reply: { code: 554, status: '5.7.0', text: 'A virus' } }];
  return [
    { action: 'AddHeader', name: 'X-Scanned', value: String(text.length) },
    { action: 'AddRecipients', recipients: ['bob@contoso.com'] },
  ];
} };`;

it('OnEndOfData: the whole message is seen before it is taken, whatever its size, and nothing of it stays behind', async () => {
  await installed(scanner, 'OnEndOfData');
  const one = await client();
  await send(one, 'Subject: a\r\n\r\nEICAR', /^554 5\.7\.0 A virus$/);
  await send(one, 'Subject: small\r\n\r\nBody', /^250 2\.6\.0 /);
  const body = '0123456789abcdef\r\n'.repeat(60_000);
  await send(one, `Subject: large\r\n\r\n${body}EICA`, /^250 2\.6\.0 /);
  await send(one, `Subject: large\r\n\r\n${body}EICAR`, /^554 5\.7\.0 A virus$/);
  const [small, large, ...others] = hub.submission.messages;
  expect(others).toEqual([]);
  expect(small?.content.toString()).toBe('Subject: small\r\nX-Scanned: 24\r\n\r\nBody\r\n');
  expect(large?.content.toString()).toMatch(/^Subject: large\r\nX-Scanned: \d+\r\n\r\n0123/);
  expect(large?.content.toString().endsWith(`\r\n\r\n${body}EICA\r\n`)).toBe(true);
  const recipients = small?.envelope.recipients ?? [];
  expect(recipients.map(({ path, notify }) => [path.localPart, notify])).toEqual([
    ['alice', undefined],
    ['bob', ['NEVER']],
  ]);
  expect(await heldFiles()).toEqual([]);
});

it('OnEndOfData: the content may be another one, as those behind see it', async () => {
  const replace = `import { readFileSync } from 'node:fs';
  export default { OnEndOfData: ({ contentFile }) => {
    const text = readFileSync(contentFile, 'latin1');
    return [{ action: 'ReplaceContent', content: text.slice(text.indexOf('\\r\\n\\r\\n') + 4) + 'and more\\r\\n' }];
  } };`;
  const Touches = ['content'];
  const agent = { text: replace, events: ['OnEndOfData'], service: 'Hub', parameters: { Touches } } as const;
  await agents.install(agent, agent);
  hub = await test.hub();
  await send(await client(), 'Subject: a\r\n\r\nBody', /^250 2\.6\.0 /);
  expect(hub.submission.messages[0]?.content.toString()).toBe(
    'Subject: a\r\n\r\nBody\r\nand more\r\nand more\r\n',
  );
  expect(await heldFiles()).toEqual([]);
});

it('a client that leaves within its content leaves no file behind', async () => {
  await installed(scanner, 'OnEndOfData');
  const one = await client();
  await one.command('MAIL FROM:<a@b.example>', /^250 /);
  await one.command('RCPT TO:<alice@contoso.com>', /^250 /);
  await one.command('DATA', /^354/);
  await one.sendRaw(`Subject: large\r\n\r\n${'0123456789abcdef\r\n'.repeat(60_000)}`);
  await eventually(async () => expect(await heldFiles()).toHaveLength(1));
  one.vanish();
  await eventually(async () => expect(await heldFiles()).toEqual([]));
  expect(hub.submission.messages).toEqual([]);
});

it('what Front End has accepted for its client is refused as a whole, in the agent’s words', async () => {
  const text = `export default {
    OnMailCommand: ({ session }) => session.client.ip === '127.0.0.1' ? [] : [{ action: 'RejectCommand', reply: { text: 'who?' } }],
    OnRcptCommand: ({ recipient }) => recipient.startsWith('bob') ? [{ action: 'RejectCommand', reply: { text: 'Not bob' } }] : [],
  };`;
  await installed(text, 'OnMailCommand', 'OnRcptCommand');
  const one = await client();
  await send(one, 'Subject: a\r\n\r\nBody', /^250 2\.6\.0 /);
  await one.command('MAIL FROM:<a@b.example>', /^250 /);
  await one.command('RCPT TO:<alice@contoso.com>', /^250 /);
  await one.command('RCPT TO:<bob@contoso.com>', /^250 /);
  await one.command('DATA', /^354/);
  await one.sendRaw('Subject: b\r\n\r\nBody\r\n.\r\n');
  await one.expect(/^550 5\.7\.1 Not bob$/);
  expect(hub.submission.messages).toHaveLength(1);
});

const proxied = (sid: string, ip: string, rights: ProxyFrom['perms']): string =>
  formatProxyCommand({
    verb: 'XPROXYFROM',
    sid,
    ip,
    port: 4711,
    domain: 'mail.fabrikam.com',
    connector: '7e5c3f0a-0000-4000-8000-000000000001',
    perms: rights,
    authAs: 'Anonymous',
  });

it('while an agent thinks, transactions of others go on over the same connection, each in its own client’s name', async () => {
  const text = `let release; const held = new Promise((resolve) => (release = resolve));
    export default { OnEndOfHeaders: async ({ session }) => {
      if (session.sessionId.endsWith('1')) await held; else release();
      return [{ action: 'AddHeader', name: 'X-Of', value: session.client.ip }];
    } };`;
  await installed(text, 'OnEndOfHeaders');
  const peer = await TestClient.connect(hub.hub.inbound.port);
  await peer.expect(/^220 /);
  await peer.ehlo();
  await peer.upgradeTls({ command: 'X-ANONYMOUSTLS', ...(await test.identity('own')) });
  await peer.ehlo();
  const [submit, routing] = [rightsOf('ms-Exch-SMTP-Submit'), 'ms-Exch-Accept-Headers-Routing'] as const;
  const transaction = (command: string): string => {
    const octets = 'Received: from x\r\n\r\nBody\r\n';
    const lines = [command, 'MAIL FROM:<a@b.example>', 'RCPT TO:<alice@contoso.com>'];
    return `${lines.join('\r\n')}\r\nBDAT ${octets.length} LAST\r\n${octets}`;
  };
  const first = proxied('08D0000000000001', '192.0.2.1', submit);
  const second = proxied('08D0000000000002', '192.0.2.2', rightsOf('ms-Exch-SMTP-Submit', routing));
  await peer.sendRaw(transaction(first) + transaction(second));
  for (let reply = 0; reply < 8; reply += 1) await peer.expect(/^250 /);
  const taken = hub.submission.messages.map(({ source, content }) => [
    source.client?.ip,
    /X-Of: (\S+)/.exec(content.toString())?.[1],
    // Only the second client may bring along fields of that kind.
    content.toString().includes('Received: from x'),
  ]);
  // The second one was there first: the agent has let the first go then.
  expect(taken).toEqual([
    ['192.0.2.2', '192.0.2.2', true],
    ['192.0.2.1', '192.0.2.1', false],
  ]);
});

it('a connection between servers does not end with a refusal: 421 becomes 451', async () => {
  const text = `export default { OnEndOfHeaders: () => [{ action: 'RejectMessage', reply: { code: 421, status: '4.7.0', text: 'Later' } }] };`;
  await installed(text, 'OnEndOfHeaders');
  const one = await client();
  await send(one, 'Subject: a\r\n\r\nBody', /^451 4\.7\.0 Later$/);
  await one.command('NOOP', /^250 /);
  expect(hub.log.filter(({ event }) => event === '-')).toEqual([]);
});
