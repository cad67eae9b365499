import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { transportAgentSchema, type TransportAgent } from '@mailyard/directory';
import { Degradations, silentLog } from '@mailyard/service';
import { LogFiles } from '@mailyard/telemetry';
import { eventually, tempDir, type TempDir } from '@mailyard/testing';

import type { AgentRequest } from '../contract/agent-request.js';
import { AgentLog } from '../log/agent-log.js';
import { misbehavingAgent } from '../spec-support/misbehaving-agent.js';
import { fateAfterFailure } from './agent-call.js';
import { AgentHost } from './agent-host.js';

let directory: TempDir;
let folder: string;
let file: string;
let host: AgentHost;
let degradations: Degradations;
const printed: string[] = [];

beforeEach(async () => {
  directory = await tempDir();
  folder = directory.path;
  file = join(folder, 'agent.mjs');
  await writeFile(file, misbehavingAgent);
  degradations = new Degradations();
  printed.length = 0;
  host = new AgentHost({
    service: 'Hub',
    folder: join(folder, 'run'),
    degradations,
    log: {
      ...silentLog,
      warn: () => undefined,
      info: (details) => printed.push((details as { readonly line: string }).line),
    },
  });
});
afterEach(async () => {
  await host.close();
  await directory.remove();
});

function agent(parameters: object = {}): TransportAgent {
  return transportAgentSchema.parse({
    Guid: '11111111-1111-4111-8111-111111111111',
    Name: 'Stranger',
    AssemblyPath: file,
    Enabled: true,
    Events: ['OnResolvedMessage'],
    Touches: ['headers', 'verdict'],
    TimeLimit: '00:00:02',
    MaxMemory: '96 MB',
    ...parameters,
  });
}

function about(deed: string): AgentRequest {
  return {
    event: 'OnResolvedMessage',
    message: {
      networkMessageId: 'n',
      messageId: '<m@contoso.com>',
      reversePath: 'sender@example.net',
      recipients: [{ address: 'alice@contoso.com' }],
      headers: [{ name: 'Subject', value: deed }],
      sizeBytes: 100,
      authAs: 'Anonymous',
      sessionId: '08D0000000000001',
      connector: 'MBX01\\Default MBX01',
      client: { ip: '192.0.2.1', helo: 'client.example' },
    },
  };
}

async function* octets(): AsyncGenerator<Buffer> {
  yield Buffer.from('Subject: whole\r\n\r\nBody\r\n');
}

const ask = (deed: string, parameters?: object) => host.ask(agent(parameters), about(deed), octets);
const answersAgain = () =>
  eventually(
    async () => {
      const outcome = await ask('header');
      if (outcome.of === 'failure') throw new Error(outcome.reason);
    },
    { deadlineMs: 30_000, what: 'an answer' },
  );

it('an agent answers with actions, or with nothing', async () => {
  const actions = [{ action: 'AddHeader', name: 'X-Seen', value: 'yes' }];
  expect(await ask('header')).toEqual({ of: 'answer', actions });
  expect(await ask('nothing')).toEqual({ of: 'answer', actions: [] });
});

it.each([
  ['throw', /out of order/],
  ['crash', /process ended/],
  ['abort', /process ended/],
  ['hang', /within 2000 ms/],
  ['never', /within 2000 ms/],
  ['leak', /MaxMemory|process ended/],
  ['nonsense', /malformed answer/],
  ['unknown', /malformed answer/],
  ['forged', /is not to be changed/],
  ['folded', /one line of text/],
  ['undeclared', /Touches do not have envelope/],
  ['stranger', /was not asked about x@y\.example/],
  ['huge', /no answer/],
  ['files', /restricted/],
  ['program', /restricted/],
] as const)(
  'one that does this has failed, and answers others afterwards: %s',
  async (deed, reason) => {
    expect(await ask(deed)).toMatchObject({
      of: 'failure',
      reason: expect.stringMatching(reason) as string,
    });
    await answersAgain();
  },
  60_000,
);

it('an agent gets nothing of the environment of the service', async () => {
  process.env['MAILYARD_SECRET'] = 'Secret-1';
  const outcome = await ask('secrets');
  delete process.env['MAILYARD_SECRET'];
  expect(JSON.stringify(outcome)).toContain('X-Seen');
  expect(JSON.stringify(outcome)).not.toMatch(/SECRET|MAILYARD|HOME|PATH/);
});

it('one that answers what it was not asked is replaced', async () => {
  const outcome = await ask('x', { TransportAgentFactory: 'liar' });
  expect(outcome).toEqual({ of: 'failure', reason: 'it answered what it was not asked' });
});

it('of what it prints five lines a second are kept, second after second', async () => {
  const startedAt = performance.now();
  expect(await ask('flood', { TimeLimit: '00:01:00' })).toMatchObject({ of: 'answer' });
  // An answer and what was printed before it come by different ways: either may be there first.
  await eventually(() => expect(printed.length).toBeGreaterThan(5), {
    deadlineMs: 30_000,
    what: 'lines of a second second',
  });
  const seconds = (performance.now() - startedAt) / 1_000;
  expect(printed.length).toBeLessThanOrEqual(5 * (Math.floor(seconds) + 1));
}, 60_000);

it('a message that crashes the agent does not take those with it that are asked at the same time', async () => {
  await ask('nothing');
  const outcomes = await Promise.all(['crash', 'header', 'header', 'header'].map((deed) => ask(deed)));
  expect(outcomes.map(({ of }) => of)).toEqual(['failure', 'answer', 'answer', 'answer']);
}, 30_000);

it('FailurePolicy Refuse is for the message that it failed on, not for those that come while it rests', async () => {
  const fates = [await ask('crash'), await ask('header')].map(
    (each) => each.of === 'failure' && fateAfterFailure({ FailurePolicy: 'Refuse' }, each),
  );
  expect(fates).toEqual(['Refuse', 'Defer']);
});

it('one that cannot be loaded fails at once, and is known as failing until it is mended', async () => {
  await writeFile(file, 'export default 1;');
  expect(await ask('header')).toMatchObject({ of: 'failure' });
  expect(degradations.current).toMatchObject([{ code: 'transport-agent-failing', subject: 'Stranger' }]);
  await writeFile(file, misbehavingAgent);
  await answersAgain();
  expect(degradations.current).toEqual([]);
}, 60_000);

it('one that declares content reads the whole message from a file that is there during the call', async () => {
  await writeFile(
    file,
    `import { readFileSync } from 'node:fs';
     export default { OnResolvedMessage: ({ message: { contentFile } }) =>
       [{ action: 'AddHeader', name: 'X-Read', value: String(readFileSync(contentFile).length) }] };`,
  );
  const outcome = await ask('x', { Touches: ['headers', 'content'] });
  expect(outcome).toMatchObject({ actions: [{ value: '24' }] });
  expect(await contentFiles()).toEqual([]);
});

async function contentFiles(): Promise<readonly string[]> {
  const names = await readdir(join(folder, 'run'), { recursive: true });
  return names.filter((name) => name.endsWith('.eml'));
}

it('one that declares content replaces it, piece by piece, with the fields that are about it', async () => {
  const size = 3_000_000;
  await writeFile(
    file,
    `export default { OnResolvedMessage: ({ message: { headers: [{ value }] } }) => [
       { action: 'ReplaceContent', content: value === 'text' ? 'grüße' : new Uint8Array(${size}).fill(120) },
       { action: 'SetHeader', name: 'Content-Type', value: 'text/plain; charset=utf-8' },
     ] };`,
  );
  for (const [deed, expected] of [
    ['text', Buffer.from('grüße')],
    ['large', Buffer.alloc(size, 'x')],
  ] as const) {
    const outcome = await ask(deed, { Touches: ['headers', 'content'] });
    if (outcome.of !== 'answer' || outcome.content === undefined) throw new Error(JSON.stringify(outcome));
    const pieces: Buffer[] = [];
    for await (const piece of outcome.content) pieces.push(piece);
    expect(Buffer.concat(pieces).equals(expected)).toBe(true);
    outcome.content.remove();
  }
  expect(await ask('text')).toMatchObject({ of: 'failure', reason: 'it sent content that nobody wants' });
  expect(await contentFiles()).toEqual([]);
});

it('what it does, and that it has failed, are rows of the agent log', async () => {
  const files = new LogFiles({ folder: () => join(folder, 'log') });
  const logged = new AgentHost({
    service: 'Hub',
    folder: join(folder, 'run'),
    degradations,
    log: { info: () => undefined, warn: () => undefined },
    agentLog: new AgentLog(files),
  });
  await logged.ask(agent(), about('header'), octets);
  await logged.ask(agent(), about('stranger'), octets);
  await logged.close();
  await files.close();
  const [name = ''] = await readdir(join(folder, 'log'));
  const rows = (await readFile(join(folder, 'log', name), 'utf8')).split('\r\n').slice(5, -1);
  expect(name).toMatch(/^AGENTLOG/);
  expect(rows.map((row) => row.slice(row.indexOf(',') + 1))).toEqual([
    '08D0000000000001,,,192.0.2.1,<m@contoso.com>,sender@example.net,,alice@contoso.com,1,Stranger,OnResolvedMessage,AddHeader,,,',
    '08D0000000000001,,,192.0.2.1,<m@contoso.com>,sender@example.net,,alice@contoso.com,1,Stranger,OnResolvedMessage,DeferMessage,,AgentFailed,RejectRecipients: it was not asked about x@y.example',
  ]);
});

it('a disabled agent has no process, and its calls fail', async () => {
  const under = ask('never', { TimeLimit: '00:01:00' });
  host.follow({ objects: { TransportAgents: [agent({ Enabled: false })] } } as never);
  expect(await under).toEqual({ of: 'failure', reason: 'it was disabled', unasked: true });
});
