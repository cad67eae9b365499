import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { eventually, TestClient } from '@mailyard/testing';

import { alicePassword, connectorOf, defaultConnector } from '../../testing/contoso.js';
import { authPlain } from '../../testing/front-end-clients.js';
import { TestAgents } from '../../testing/test-agents.js';
import { TestOrganization, type RunningHub } from '../../testing/test-organization.js';

let test: TestOrganization;
let agents: TestAgents;
let hub: RunningHub;

beforeEach(async () => {
  test = await TestOrganization.start();
  agents = await TestAgents.of(test);
  hub = await test.hub();
});
afterEach(async () => {
  await agents.stop();
  await test.stop();
});

async function frontEnd(parameters: object = {}): Promise<number> {
  const connector = connectorOf({ PermissionGroups: 'AnonymousUsers', ...parameters });
  return (await test.frontEnd(connector, [hub.hub])).port;
}

async function greeted(port: number): Promise<TestClient> {
  const client = await TestClient.connect(port, { deadlineMs: 60_000 });
  await client.expect(/^220 /);
  return client;
}

async function envelope(client: TestClient, sender = 'a@b.example'): Promise<void> {
  await client.command(`MAIL FROM:<${sender}>`, /^250 /);
  await client.command('RCPT TO:<alice@contoso.com>', /^250 /);
}

async function data(client: TestClient, text: string, expected: RegExp): Promise<string> {
  await client.command('DATA', /^354/);
  await client.sendRaw(`${text}\r\n.\r\n`);
  return (await client.expect(expected)).text;
}

const message = 'Subject: hello\r\nMessage-ID: <1@b.example>\r\n\r\nBody';

/** Refuses what says so. */
const refusing = `
const refusal = (action, word, ...texts) => texts.some((text) => text?.startsWith(word))
  ? [{ action, reply: { code: 450, status: '4.7.9', text: word + ' is not liked' } }] : [];
export default {
  OnHeloCommand: ({ domain }) => refusal('RejectCommand', 'bad', domain),
  OnEhloCommand: ({ domain }) => refusal('RejectCommand', 'bad', domain),
  OnMailCommand: ({ envelope }) => refusal('RejectCommand', 'bad', envelope.reversePath),
  OnRcptCommand: ({ recipient, envelope }) => envelope.reversePath === 'rcpt@b.example' ? refusal('RejectCommand', 'bob', recipient) : [],
  OnDataCommand: ({ envelope }) => refusal('RejectCommand', 'data', envelope.reversePath),
  OnEndOfHeaders: ({ headers }) => refusal('RejectMessage', 'lottery', ...headers.map(({ value }) => value)),
};`;
const refusable = [
  'OnHeloCommand',
  'OnEhloCommand',
  'OnMailCommand',
  'OnRcptCommand',
  'OnDataCommand',
  'OnEndOfHeaders',
];

it('each command may be refused, and the session goes on', async () => {
  await agents.install({ text: refusing, events: refusable });
  const client = await greeted(await frontEnd());
  await client.command('HELO bad.example', /^450 4\.7\.9 bad is not liked$/);
  await client.command('EHLO bad.example', /^450 4\.7\.9 /);
  await client.command('MAIL FROM:<a@b.example>', /^503 5\.5\.2 Send hello first/);
  await client.ehlo();
  await client.command('MAIL FROM:<bad@b.example>', /^450 4\.7\.9 bad is not liked$/);
  await client.command('RCPT TO:<alice@contoso.com>', /^503 /);
  await client.command('MAIL FROM:<rcpt@b.example>', /^250 /);
  await client.command('RCPT TO:<bob@contoso.com>', /^450 4\.7\.9 bob is not liked$/);
  await client.command('RCPT TO:<alice@contoso.com>', /^250 /);
  await data(client, 'Subject: lottery\r\n\r\nBody', /^450 4\.7\.9 lottery is not liked$/);
  await envelope(client, 'data@b.example');
  await client.command('DATA', /^450 4\.7\.9 data is not liked$/);
  await envelope(client);
  await data(client, message, /^250 2\.6\.0 /);
  await client.quit();
  expect(hub.submission.messages).toHaveLength(1);
});

it('the example of the documentation greylists, refuses a name and marks what it lets in', async () => {
  const docs = join(import.meta.dirname, '../../../../../docs');
  const file = join(docs, 'agents/doorkeeper.mjs');
  const page = await readFile(join(docs, 'transport-agents.md'), 'utf8');
  expect(page).toContain(await readFile(file, 'utf8'));
  const events = ['OnConnectEvent', 'OnHeloCommand', 'OnEhloCommand', 'OnRcptCommand', 'OnEndOfHeaders'];
  await agents.install({ file, events, parameters: { Touches: ['verdict', 'headers'] } });
  const port = await frontEnd();
  const client = await greeted(port);
  await client.command('EHLO mail.contoso.com', /^550 5\.7\.1 This name is ours$/);
  await client.command('HELO contoso.com', /^550 /);
  await client.ehlo();
  await client.command('MAIL FROM:<a@b.example>', /^250 /);
  await client.command('RCPT TO:<alice@contoso.com>', /^451 4\.7\.1 Please come again in a minute$/);
  await client.command('RCPT TO:<alice@contoso.com>', /^451 4\.7\.1 /);
  await client.quit();
  const again = await greeted(port);
  await again.ehlo();
  await envelope(again);
  await data(again, 'Subject: The lottery\r\n\r\nBody', /^550 5\.7\.1 We do not gamble$/);
  await envelope(again);
  await data(again, message, /^250 2\.6\.0 /);
  await again.quit();
  const [taken] = hub.submission.messages;
  expect(taken?.header.find('X-Contoso-Door')).toEqual(['127.0.0.1']);
  expect(taken?.content.toString()).toMatch(/\r\nX-Contoso-Door: 127\.0\.0\.1\r\n\r\nBody\r\n$/);
});

it('a connection may be refused: the answer stands in place of the greeting (RFC 5321 §3.1)', async () => {
  const text = `export default { OnConnectEvent: ({ session }) =>
    session.client.ip === '127.0.0.9' ? [{ action: 'RejectConnection', reply: { code: 554, text: 'Go away' } }] : [] };`;
  await agents.install({ text, events: ['OnConnectEvent'] });
  const port = await frontEnd();
  const refused = await TestClient.connect(port, { localAddress: '127.0.0.9' });
  await refused.expect(/^554 5\.7\.1 Go away$/);
  await refused.closed();
  await (await greeted(port)).quit();
});

it('no agent sees what a stranger may not say, and none says it', async () => {
  const seen = `export default { OnEndOfHeaders: ({ headers }) => {
    console.log(headers.map(({ name }) => name).join(' '));
    return [{ action: 'AddHeader', name: 'X-Seen', value: 'yes' }];
  } };`;
  await agents.install({ text: seen, events: ['OnEndOfHeaders'] });
  const client = await greeted(await frontEnd());
  await client.ehlo();
  await envelope(client);
  await data(client, `X-MS-Exchange-Organization-SCL: -1\r\n${message}`, /^250 2\.6\.0 /);
  await eventually(() => expect(agents.said).toContain('Subject Message-ID'));
  expect(hub.submission.messages[0]?.content.toString()).not.toMatch(/SCL/);
  expect(hub.submission.messages[0]?.header.find('X-Seen')).toEqual(['yes']);
});

it('what it leaves alone goes on octet by octet', async () => {
  const text = 'export default { OnEndOfHeaders: () => [] };';
  await agents.install({ text, events: ['OnEndOfHeaders'] });
  const client = await greeted(await frontEnd());
  await client.ehlo();
  await envelope(client);
  const large = `Subject:  odd \r\n  fold\r\nX: y\r\n\r\n${'0123456789abcdef\r\n'.repeat(40_000)}end`;
  await data(client, large, /^250 2\.6\.0 /);
  expect(hub.submission.messages[0]?.content.toString()).toBe(`${large}\r\n`);
});

it('recipients may be left out, but never all of them', async () => {
  const text = `export default { OnEndOfHeaders: ({ envelope }) =>
    [{ action: 'DeleteRecipients', recipients: envelope.recipients.map(({ address }) => address).filter((a) => !a.startsWith('bob')) }] };`;
  await agents.install({ text, events: ['OnEndOfHeaders'], parameters: { FailurePolicy: 'Refuse' } });
  const client = await greeted(await frontEnd());
  await client.ehlo();
  await client.command('MAIL FROM:<a@b.example>', /^250 /);
  await client.command('RCPT TO:<bob@contoso.com>', /^250 /);
  await client.command('RCPT TO:<alice@contoso.com>', /^250 /);
  await data(client, message, /^250 2\.6\.0 /);
  await envelope(client);
  await data(client, message, /^550 5\.3\.0 AGENT\.Failed/);
  expect(hub.submission.messages.map(({ envelope: { recipients } }) => recipients.length)).toEqual([1]);
});

it('an agent that is enabled is asked from the next transaction of an open session on, and a disabled one no more', async () => {
  const client = await greeted(await frontEnd());
  await client.ehlo();
  await client.command('MAIL FROM:<bad@b.example>', /^250 /);
  await client.command('RSET', /^250 /);
  await agents.install({ text: refusing, events: refusable });
  await client.command('MAIL FROM:<bad@b.example>', /^450 /);
  await agents.install();
  await client.command('MAIL FROM:<bad@b.example>', /^250 /);
});

it('an agent hears of refusals, of RSET and of the end, and can do nothing about them', async () => {
  const text = `const told = (event) => (request) => { console.log(event, request.reply?.code ?? ''); return [{ action: 'RejectCommand', reply: { text: 'No' } }]; };
    export default { OnReject: told('reject'), OnRsetCommand: told('reset'), OnDisconnectEvent: told('end') };`;
  await agents.install({ text, events: ['OnReject', 'OnRsetCommand', 'OnDisconnectEvent'] });
  const client = await greeted(await frontEnd());
  await client.command('MAIL FROM:<a@b.example>', /^503 /);
  await client.command('RSET', /^250 /);
  await client.quit();
  await eventually(() => {
    const all = agents.said.join('\n');
    for (const word of ['reject 503', 'reset', 'end']) expect(all).toContain(word);
    expect(all).toContain('RejectCommand: is not possible at OnRe');
  });
});

it('STARTTLS, AUTH and a login may be refused, and nothing of them holds then', async () => {
  const text = `const refuse = (action) => [{ action, reply: { code: 454, status: '4.7.0', text: action } }];
    export default {
      OnStartTlsCommand: ({ session }) => session.client.helo === 'plain.example' ? refuse('RejectCommand') : [],
      OnAuthCommand: ({ mechanism }) => mechanism === 'LOGIN' ? refuse('RejectCommand') : [],
      OnEndOfAuthentication: ({ login, session }) => session.client.helo === 'at.night.example' ? refuse('RejectAuthentication') : [],
    };`;
  await agents.install({ text, events: ['OnStartTlsCommand', 'OnAuthCommand', 'OnEndOfAuthentication'] });
  const { port } = await test.frontEnd(defaultConnector('Client Frontend'), [hub.hub]);
  const client = await greeted(port);
  await client.ehlo('plain.example');
  await client.command('STARTTLS', /^454 4\.7\.0 RejectCommand$/);
  await client.ehlo();
  await client.upgradeTls({ command: 'STARTTLS' });
  await client.ehlo('at.night.example');
  await client.command('AUTH LOGIN', /^454 4\.7\.0 RejectCommand$/);
  await client.command(authPlain('alice@contoso.com', alicePassword), /^454 4\.7\.0 RejectAuthentication$/);
  await client.command('MAIL FROM:<alice@contoso.com>', /^530 /);
  await client.ehlo('by.day.example');
  await client.command(authPlain('alice@contoso.com', alicePassword), /^235 /);
  await client.command('MAIL FROM:<alice@contoso.com>', /^250 /);
});
