import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { AgentHost } from '@mailyard/agent-host';
import { Organization, transportAgentSchema, transportRuleSchema } from '@mailyard/directory';
import { Degradations } from '@mailyard/service';
import { eventually } from '@mailyard/testing';
import type { TrackingEvent } from '@mailyard/tracking';

import { recipient, type TestHub } from '../spec-support/test-hub.js';
import { TestSite } from '../spec-support/test-site.js';

const alice = recipient('alice@contoso.com');
const bob = recipient('bob@contoso.com');
const carol = recipient('carol@contoso.com');

let site: TestSite;
let host: AgentHost;
let tracked: TrackingEvent[] = [];

beforeAll(async () => (site = await TestSite.start({ MessageRetryInterval: 3_600_000 })));
afterAll(() => site.stop());
afterEach(async () => {
  await host.close();
  tracked = [];
  await site.renew();
});

type Agent = Readonly<Record<string, unknown>> & { readonly text: string };

/** A hub with an agent for each text of a file. */
async function hubWith(...agents: readonly Agent[]): Promise<TestHub> {
  host = new AgentHost({
    service: 'Hub',
    folder: join(site.directory.path, 'agents'),
    degradations: new Degradations(),
    log: { info: () => undefined, warn: () => undefined },
  });
  const tracking = { enabled: true, track: (event: TrackingEvent) => void tracked.push(event) };
  const hub = await site.openHub({ agentHost: host, tracking });
  await hub.start();
  await install(hub, ...agents);
  return hub;
}

async function install(hub: TestHub, ...agents: readonly Agent[]): Promise<void> {
  const TransportAgents = await Promise.all(
    agents.map(async ({ text, ...parameters }, index) => {
      const folder = join(site.directory.path, randomUUID());
      await mkdir(folder);
      const AssemblyPath = join(folder, 'agent.mjs');
      await writeFile(AssemblyPath, text);
      return transportAgentSchema.parse({
        Guid: randomUUID(),
        Name: `Agent ${index}`,
        AssemblyPath,
        Enabled: true,
        Events: ['OnResolvedMessage'],
        Touches: ['verdict', 'headers', 'envelope'],
        TimeLimit: '00:00:05',
        ...parameters,
      });
    }),
  );
  change(hub, { TransportAgents });
}

function change(hub: TestHub, objects: Partial<Organization['objects']>): void {
  const { organization } = hub;
  hub.changeOrganization(
    new Organization(organization.revision + 1, { ...organization.objects, ...objects }),
  );
}

const handler = (event: string, body: string): string =>
  `export default { async ${event}({ message }) { ${body} } };`;
const stamp = "return [{ action: 'AddHeader', name: 'X-Stamp', value: 'seen' }];";

/** What was delivered: to whom, and the field that agents add. */
const delivered = () =>
  site.sink.taken
    .map(({ envelope, content }) => ({
      to: envelope.recipients.map(({ path }) => path.localPart).join(),
      stamps: [...content.matchAll(/^X-Stamp: (.*)\r$/gm)].map(([, value]) => value),
      content,
    }))
    .sort((one, other) => one.to.localeCompare(other.to));

describe('an installed agent in the categorizer', () => {
  it.each(['OnSubmittedMessage', 'OnResolvedMessage', 'OnRoutedMessage', 'OnCategorizedMessage'] as const)(
    'adds a header field at %s, once',
    async (event) => {
      const hub = await hubWith({ text: handler(event, stamp), Events: [event] });
      await hub.submit([alice, bob]);
      await hub.emptied();
      const all = delivered();
      expect(all.flatMap(({ to }) => to.split(',')).toSorted()).toEqual(['alice', 'bob']);
      for (const { stamps } of all) expect(stamps).toEqual(['seen']);
      expect(hub.faults).toEqual([]);
    },
  );

  it('sees envelope and header, and where the message goes once that is known', async () => {
    const body = "return [{ action: 'AddHeader', name: 'X-Stamp', value: JSON.stringify(message) }];";
    const hub = await hubWith({ text: handler('OnRoutedMessage', body), Events: ['OnRoutedMessage'] });
    await hub.submit([alice]);
    await hub.emptied();
    // Unfolded.
    const text = /^X-Stamp: ((?:.|\r\n )*)\r$/m.exec(delivered()[0]?.content ?? '')?.[1] ?? '';
    const seen = JSON.parse(text.replaceAll('\r\n ', ' ')) as object;
    expect(seen).toMatchObject({
      reversePath: 'sender@example.com',
      recipients: [
        { address: 'alice@contoso.com', nextHop: { deliveryType: 'SmtpDeliveryToMailbox', domain: 'DB01' } },
      ],
      authAs: 'Anonymous',
      client: { ip: '192.0.2.1', helo: 'client.example' },
    });
  });

  it('refuses one recipient, who is told of to the sender; the others get the message as it is', async () => {
    const body = `return [{ action: 'RejectRecipients', recipients: ['bob@contoso.com'],
      reply: { code: 550, status: '5.7.1', text: 'not for bob' } }];`;
    const hub = await hubWith({ text: handler('OnResolvedMessage', body) });
    const before = site.sink.taken.length;
    await hub.submit([alice, bob], { from: carol.path });
    await hub.emptied();
    const all = delivered().slice(before);
    expect(all.map(({ to }) => to)).toEqual(['alice', 'carol']);
    expect(all[1]?.content).toContain('550 5.7.1 not for bob');
    expect(tracked).toContainEqual(
      expect.objectContaining({
        eventId: 'FAIL',
        recipients: [expect.objectContaining({ address: 'bob@contoso.com' })],
      }),
    );
  });

  it('deletes a message or leaves recipients out, and nobody is told', async () => {
    const body = `return message.recipients.length === 1
      ? [{ action: 'DeleteMessage' }]
      : [{ action: 'DeleteRecipients', recipients: ['bob@contoso.com'] }];`;
    const hub = await hubWith({ text: handler('OnResolvedMessage', body) });
    await hub.submit([alice], { from: carol.path });
    await hub.submit([alice, bob], { from: carol.path });
    await hub.emptied();
    expect(delivered().map(({ to }) => to)).toEqual(['alice']);
    expect(tracked.filter(({ eventId }) => eventId === 'DROP')).toHaveLength(2);
  });

  it('adds recipients, who are told of in tracking, and is not asked about its own message again', async () => {
    const body = "return [{ action: 'AddRecipients', recipients: ['carol@contoso.com'] }];";
    const hub = await hubWith({ text: handler('OnResolvedMessage', body) });
    await hub.submit([alice]);
    await hub.emptied();
    expect(delivered().map(({ to }) => to)).toEqual(['alice', 'carol']);
    expect(tracked).toContainEqual(
      expect.objectContaining({ eventId: 'REDIRECT', recipients: [{ address: 'carol@contoso.com' }] }),
    );
    expect(tracked.filter(({ eventId }) => eventId === 'AGENTINFO')).toHaveLength(1);
  });

  it('is asked in the order of priorities, the mail flow rules among them', async () => {
    const add = (value: string) =>
      handler(
        'OnResolvedMessage',
        `const subject = message.headers.find(({ name }) => name === 'Subject').value;
         return [{ action: 'AddHeader', name: 'X-Stamp', value: '${value}: ' + subject }];`,
      );
    const hub = await hubWith({ text: add('third'), Priority: 3 }, { text: add('first'), Priority: 1 });
    const TransportRules = [
      transportRuleSchema.parse({ Guid: randomUUID(), Name: 'R', PrependSubject: '[R] ' }),
    ];
    change(hub, { TransportRules });
    await hub.submit([alice]);
    await hub.emptied();
    expect(delivered()[0]?.stamps).toEqual(['first: test', 'third: [R] test']);
  });

  it('is not asked about what the organization itself writes', async () => {
    const hub = await hubWith({ text: handler('OnResolvedMessage', stamp) });
    await hub.submit([recipient('nobody@contoso.com')], { from: alice.path });
    await hub.emptied();
    expect(delivered()).toMatchObject([{ to: 'alice', stamps: [] }]);
  });
});

describe('an agent that replaces the content', () => {
  const replace = (event: string): string => `import { readFileSync } from 'node:fs';
    export default { ${event}({ message }) {
      const text = readFileSync(message.contentFile, 'latin1');
      const body = text.slice(text.indexOf('\\r\\n\\r\\n') + 4).toUpperCase();
      return [{ action: 'ReplaceContent', content: body + 'by ${event}\\r\\n' }];
    } };`;
  const Touches = ['headers', 'content', 'envelope', 'verdict'];

  it('changes it for everybody at OnSubmittedMessage, agents behind it see that, and no file is left', async () => {
    const hub = await hubWith(
      { text: replace('OnSubmittedMessage'), Events: ['OnSubmittedMessage'], Touches },
      { text: replace('OnResolvedMessage'), Touches },
    );
    await hub.submit([alice, bob]);
    await hub.emptied();
    for (const { content } of delivered()) {
      expect(content).toMatch(/BY ONSUBMITTEDMESSAGE\r\nby OnResolvedMessage\r\n$/);
    }
    expect(delivered().length).toBeGreaterThan(0);
    const names = await readdir(join(site.directory.path, 'agents'), { recursive: true });
    expect(names.filter((name) => name.endsWith('.eml'))).toEqual([]);
  });
});

it('the example of the documentation does what it says there', async () => {
  const docs = join(import.meta.dirname, '../../../../docs');
  const text = await readFile(join(docs, 'agents/external-notice.mjs'), 'utf8');
  expect(await readFile(join(docs, 'transport-agents.md'), 'utf8')).toContain(text);
  const hub = await hubWith({ text, Touches: ['headers', 'verdict'] });
  await hub.submit([alice]);
  await hub.emptied();
  expect(delivered()[0]?.content).toContain('X-Contoso-External: 192.0.2.1');
});

describe('an installed agent that fails', () => {
  const crash = handler('OnResolvedMessage', 'process.exit(1);');

  it('Accept: the message goes on as if there were no such agent', async () => {
    const hub = await hubWith({ text: crash, FailurePolicy: 'Accept' });
    await hub.submit([alice]);
    await hub.emptied();
    expect(delivered()).toMatchObject([{ to: 'alice', stamps: [] }]);
  });

  it('Refuse: its sender is told', async () => {
    const hub = await hubWith({ text: crash, FailurePolicy: 'Refuse' });
    await hub.submit([bob], { from: alice.path });
    await hub.emptied();
    expect(delivered()).toMatchObject([{ to: 'alice' }]);
    expect(delivered()[0]?.content).toContain('550 5.3.0 AGENT.Failed');
  });

  it.each([
    ['is mended', { text: handler('OnResolvedMessage', stamp) }, ['seen']],
    ['is disabled', { text: crash, Enabled: false }, []],
  ] as const)('Defer: the message waits, and is delivered when the agent %s', async (_, mended, stamps) => {
    const hub = await hubWith({ text: crash, FailurePolicy: 'Defer' });
    await hub.submit([alice]);
    await eventually(() => {
      expect(tracked).toContainEqual(expect.objectContaining({ eventId: 'DEFER', source: 'AGENT' }));
    });
    expect(delivered()).toEqual([]);
    await install(hub, mended);
    await hub.emptied();
    expect(delivered()).toMatchObject([{ to: 'alice', stamps }]);
  });

  it('a refusal with 4yz puts the message off', async () => {
    const answer = "[{ action: 'RejectMessage', reply: { code: 451, text: 'Not yet' } }]";
    const hub = await hubWith({ text: handler('OnResolvedMessage', `return ${answer};`) });
    await hub.submit([alice]);
    await eventually(() => expect(tracked).toContainEqual(expect.objectContaining({ eventId: 'DEFER' })));
  });

  it('says more than it declares: nothing of it is done', async () => {
    const body = `return [{ action: 'AddHeader', name: 'X-Stamp', value: 'seen' },
      { action: 'AddRecipients', recipients: ['x@relay.example'] }];`;
    const text = handler('OnResolvedMessage', body);
    const hub = await hubWith({ text, Touches: ['headers'], FailurePolicy: 'Accept' });
    await hub.submit([alice]);
    await hub.emptied();
    expect(delivered()).toMatchObject([{ to: 'alice', stamps: [] }]);
  });
});
