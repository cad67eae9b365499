import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { copyFile, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { AgentHost } from '@mailyard/agent-host';
import { InstalledDeliveryAgent } from '@mailyard/delivery';
import { unlimited } from '@mailyard/delivery/testing';
import { deliveryAgentConnectorSchema, transportAgentSchema } from '@mailyard/directory';
import type { QueueSummary } from '@mailyard/queue';
import { nextHopTo, queueNameOf } from '@mailyard/routing';
import { Degradations } from '@mailyard/service';
import { eventually, tempDir, type TempDir } from '@mailyard/testing';
import type { TrackingEvent } from '@mailyard/tracking';

import { changed } from '../spec-support/connected.js';
import { recipient, type TestHub } from '../spec-support/test-hub.js';
import { TestSite } from '../spec-support/test-site.js';

const docs = fileURLToPath(new URL('../../../../docs', import.meta.url));
const guid = randomUUID();
const queue = queueNameOf(nextHopTo('DeliveryAgent', 'FAX', guid));
const fax = recipient('IMCEAFAX-+2B4930123@contoso.com');
const otherFax = recipient('IMCEAFAX-+2B4930456@contoso.com');

/** Does as its connector’s settings say, and writes down what it is asked. */
const moody = `
import { appendFileSync, readFileSync } from 'node:fs';
const write = ({ settings: { Book } }, line) => appendFileSync(Book, JSON.stringify(line) + '\\n');
export default {
  OnOpenConnection({ connector, connection, nextHopDomain }) {
    write(connector, { event: 'open', connection: connection.id, nextHopDomain, credential: connector.credential });
    if (connector.settings.Mood === 'away') {
      return [{ action: 'DeferQueue', reply: { text: 'nobody answers' }, retryAfterSeconds: 77 }];
    }
    return [{ action: 'RegisterConnection', remoteHost: 'fax.example' }];
  },
  OnDeliverMailItem({ connector, connection, mailItem }) {
    const { Mood } = connector.settings;
    const text = readFileSync(mailItem.contentFile, 'utf8');
    write(connector, { event: 'item', connection: connection.id, mailItem, text });
    if (Mood === 'crash') process.exit(3);
    if (Mood === 'nonsense') return [{ action: 'AckRecipientSuccess', recipients: ['x@y.example'] }];
    if (Mood === 'half') return [{ action: 'AckRecipientSuccess', recipients: [mailItem.recipients[0].address] }];
    if (Mood === 'each') {
      return mailItem.recipients.map(({ address, value }) => value === '+4930123'
        ? { action: 'AckRecipientSuccess', recipients: [address] }
        : { action: 'AckRecipientFail', recipients: [address], reply: { code: 550, status: '5.1.1', text: 'no such number' } });
    }
    if (Mood === 'later') return [{ action: 'AckMailItemDefer', reply: { text: 'paper is out' } }];
    return [{ action: 'AckMailItemSuccess', reply: { text: 'job 4711' } }];
  },
  OnCloseConnection({ connector, connection }) { write(connector, { event: 'close', connection: connection.id }); },
};
`;

let site: TestSite;
let folder: TempDir;
let host: AgentHost;
let hub: TestHub;
let tracked: TrackingEvent[];

beforeAll(async () => (site = await TestSite.start({ MessageRetryInterval: 3_600_000 })));
afterAll(() => site.stop());
beforeEach(async () => {
  tracked = [];
  folder = await tempDir();
  host = new AgentHost({
    service: 'Hub',
    folder: join(folder.path, 'run'),
    degradations: new Degradations(),
    log: { info: () => undefined, warn: () => undefined },
  });
  await writeFile(join(folder.path, 'fax.mjs'), moody);
  hub = await site.openHub({
    agentHost: host,
    tracking: { enabled: true, track: (event) => void tracked.push(event) },
    installed: (news, organization) =>
      new InstalledDeliveryAgent({
        host,
        organization,
        password: () => Promise.resolve({ kind: 'opened', secret: 'Secret-9' }),
        limits: unlimited,
        onConnection: () => undefined,
        onOutcome: () => undefined,
        onReached: (nextHop) => news.answers(nextHop),
      }),
  });
  await hub.start();
});
afterEach(async () => {
  await site.renew();
  await host.close();
  await folder.remove();
});

const book = () => join(folder.path, 'book');

/** From now on the connector and its agent are so. */
function install(connector: object = {}, agent: object = {}): void {
  const { AgentSettings, ...parameters } = connector as { readonly AgentSettings?: object };
  const made = deliveryAgentConnectorSchema.parse({
    Guid: guid,
    Name: 'To fax',
    AddressSpaces: ['FAX:*'],
    SourceTransportServers: ['MBX01'],
    DeliveryProtocol: 'FAX',
    ...parameters,
    AgentSettings: { Book: book(), ...AgentSettings },
  });
  const installed = transportAgentSchema.parse({
    Guid: '11111111-1111-4111-8111-111111111111',
    Name: 'Fax Agent',
    AssemblyPath: join(folder.path, 'fax.mjs'),
    Enabled: true,
    Events: ['OnOpenConnection', 'OnDeliverMailItem', 'OnCloseConnection'],
    SupportedDeliveryProtocol: 'fax',
    WritablePaths: [folder.path],
    TimeLimit: '00:00:05',
    ...agent,
  });
  hub.changeOrganization(
    changed(hub.organization, { DeliveryAgentConnectors: [made], TransportAgents: [installed] }),
  );
  host.follow(hub.organization);
}

interface Noted {
  readonly event: string;
  readonly connection: string;
  readonly text?: string;
  readonly mailItem?: { readonly id: string; readonly recipients: readonly object[] };
}

async function noted(event: string): Promise<readonly Noted[]> {
  const text = await readFile(book(), 'utf8').catch(() => '');
  const lines = text.split('\n').filter((line) => line !== '');
  return lines.map((line) => JSON.parse(line) as Noted).filter((each) => each.event === event);
}

async function inRetry(expected: RegExp): Promise<QueueSummary> {
  return eventually(async () => {
    const found = await site.queue(queue);
    expect(found).toMatchObject({ status: 'Retry', lastError: expect.stringMatching(expected) as string });
    return found as QueueSummary;
  });
}

it('a message for a FAX address waits in a queue of type DeliveryAgent, and its agent delivers it', async () => {
  install({ SealedPassword: 'sealed', AuthenticationCredential: { UserName: 'hub' } });
  await hub.submit([fax]);
  await hub.emptied();
  expect(await noted('open')).toMatchObject([
    { nextHopDomain: 'FAX', credential: { userName: 'hub', password: 'Secret-9' } },
  ]);
  const [item] = await noted('item');
  expect(item?.mailItem).toMatchObject({
    reversePath: 'sender@example.com',
    recipients: [{ address: 'IMCEAFAX-+2B4930123@contoso.com', type: 'FAX', value: '+4930123' }],
    sizeBytes: Buffer.byteLength(item?.text ?? ''),
  });
  expect(item?.text).not.toMatch(/X-MS-Exchange-(Organization|Forest)/i);
  expect(tracked).toContainEqual(
    expect.objectContaining({
      eventId: 'SEND',
      source: 'AGENT',
      connectorId: 'To fax',
      serverHostname: 'fax.example',
      recipients: [{ address: 'IMCEAFAX-+2B4930123@contoso.com', status: '250 2.1.5 job 4711' }],
    }),
  );
});

it('without an agent for its protocol the queue is in Retry, until one is installed', async () => {
  install({}, { Enabled: false });
  await hub.submit([fax]);
  await inRetry(/no agent is enabled that supports the protocol FAX of To fax/);
  install();
  await hub.emptied();
  expect(await noted('item')).toHaveLength(1);
});

it.each([
  ['crash', /Fax Agent: its process ended/],
  ['nonsense', /Fax Agent: AckRecipientSuccess: it was not asked about x@y\.example/],
  ['half', /Fax Agent: it does not say what became of IMCEAFAX-\+2B4930456@contoso\.com/],
] as const)(
  'the agent that does this leaves the message, and its queue in Retry: %s',
  async (Mood, reason) => {
    install({ AgentSettings: { Mood } });
    await hub.submit([fax, otherFax]);
    const { messageCount } = await inRetry(reason);
    expect(messageCount).toBe(1);
    install();
    await hub.emptied();
    const ids = (await noted('item')).map(({ mailItem }) => mailItem?.id);
    expect(ids.length).toBeGreaterThan(1);
    // Whoever remembers the id takes it once.
    expect(new Set(ids).size).toBe(1);
    expect(hub.faults).toEqual([]);
  },
);

it('OnOpenConnection says when its queue is to be tried again', async () => {
  install({ AgentSettings: { Mood: 'away' } });
  await hub.submit([fax]);
  const { nextRetryTime: nextRetryAt = 0 } = await inRetry(/451 4\.4\.0 nobody answers/);
  expect(nextRetryAt - Date.now()).toBeGreaterThan(60_000);
  expect(nextRetryAt - Date.now()).toBeLessThan(78_000);
});

it('a result for each recipient: one is delivered, the other fails with its text and status', async () => {
  install({ AgentSettings: { Mood: 'each' } });
  await hub.submit([fax, otherFax]);
  // The DSN has nowhere to go.
  await eventually(() => expect(hub.counts).toMatchObject({ delivered: 1, failed: 1, dsn: 1 }));
  expect(tracked).toContainEqual(
    expect.objectContaining({
      eventId: 'FAIL',
      source: 'AGENT',
      recipients: [{ address: 'IMCEAFAX-+2B4930456@contoso.com', status: '550 5.1.1 no such number' }],
    }),
  );
});

it('AckMailItemDefer is about the message: it waits, and its queue goes on', async () => {
  install({ AgentSettings: { Mood: 'later' } });
  await hub.submit([fax]);
  await eventually(async () => expect(await noted('item')).toHaveLength(1));
  await eventually(async () =>
    expect(await site.queue(queue)).toMatchObject({ status: 'Ready', messageCount: 1 }),
  );
});

it('MaxMessagesPerConnection ends a connection, and the agent is told', async () => {
  install({ MaxMessagesPerConnection: 2, MaxConcurrentConnections: 1 });
  for (let index = 0; index < 5; index += 1) await hub.submit([fax]);
  await hub.emptied();
  const items = await noted('item');
  const each = Map.groupBy(items, ({ connection }) => connection);
  expect(items).toHaveLength(5);
  expect(Math.max(...[...each.values()].map(({ length }) => length))).toBe(2);
  await eventually(async () => expect((await noted('close')).length).toBeGreaterThanOrEqual(2));
});

it('the agent of the documentation compiles, and runs as it is', async () => {
  const file = join(docs, 'agents/fax-spool.mts');
  const text = await readFile(file, 'utf8');
  expect(await readFile(join(docs, 'delivery-agents.md'), 'utf8')).toContain(text);
  const options =
    '--noEmit --ignoreConfig --strict --erasableSyntaxOnly --target es2024 --module nodenext --types node'.split(
      ' ',
    );
  await promisify(execFile)(process.execPath, [
    join(docs, '../node_modules/typescript/bin/tsc'),
    ...options,
    file,
  ]);
  await copyFile(file, join(folder.path, 'fax-spool.mts'));
  install(
    { AgentSettings: { Folder: folder.path } },
    { AssemblyPath: join(folder.path, 'fax-spool.mts'), Events: ['OnOpenConnection', 'OnDeliverMailItem'] },
  );
  await hub.submit([fax, recipient('IMCEAFAX-nobody@contoso.com')]);
  await eventually(() => expect(hub.counts).toMatchObject({ delivered: 1, failed: 1 }));
  const names = (await readdir(folder.path)).filter((name) => /\.(eml|json)$/.test(name)).toSorted();
  const [content = '', job = ''] = await Promise.all(
    names.map((name) => readFile(join(folder.path, name), 'utf8')),
  );
  expect(content).toContain('Subject: ');
  expect(JSON.parse(job)).toEqual({ from: 'sender@example.com', numbers: ['+4930123'] });
});
