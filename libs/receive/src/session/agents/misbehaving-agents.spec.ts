import { TestClient } from '@mailyard/testing';

import { connectorOf } from '../../testing/contoso.js';
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

/** Does what the sender is called after. */
const text = `
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const refuse = (reply) => () => [{ action: 'RejectCommand', reply: { text: 'x', ...reply } }];
const deeds = {
  nice: () => [],
  crash: () => process.exit(3),
  hang: () => { for (;;); },
  never: () => new Promise(() => undefined),
  leak: async () => { for (const held = []; ; await pause(1)) held.push(Buffer.alloc(1e6, 1)); },
  nonsense: () => ({ yes: 'of course' }),
  accepts: refuse({ code: 250 }),
  asks: refuse({ code: 354 }),
  mixes: refuse({ code: 550, status: '2.0.0' }),
  lines: refuse({ text: 'x\\r\\n250 OK' }),
  huge: refuse({ text: 'x'.repeat(10_000) }),
  connects: () => [{ action: 'RejectConnection', reply: { code: 554, text: 'x' } }],
  adds: () => [{ action: 'AddRecipients', recipients: ['x@y.example'] }],
};
export default { OnMailCommand: ({ envelope }) => deeds[envelope.reversePath.split('@')[0]]() };
`;

async function client(port: number): Promise<TestClient> {
  const connected = await TestClient.connect(port, { deadlineMs: 60_000 });
  await connected.expect(/^220 /);
  await connected.ehlo();
  return connected;
}

async function started(FailurePolicy: string): Promise<number> {
  const parameters = { FailurePolicy, TimeLimit: '00:00:02' };
  await agents.install({ text, events: ['OnMailCommand'], parameters });
  const connector = connectorOf({ PermissionGroups: 'AnonymousUsers' });
  return (await test.frontEnd(connector, [hub.hub])).port;
}

const misdeeds = [
  'crash',
  'hang',
  'never',
  'leak',
  'nonsense',
  'accepts',
  'asks',
  'mixes',
  'lines',
  'huge',
  'connects',
  'adds',
];

it('whatever an agent does, its client gets one clear answer, and others theirs', async () => {
  const port = await started('Defer');
  const other = await client(port);
  for (const deed of misdeeds) {
    const its = await client(port);
    its.send(`MAIL FROM:<${deed}@b.example>`);
    await its.expect(/^451 4\.3\.0 AGENT\.Failed/);
    // It still answers in order.
    await its.command('NOOP', /^250 /);
    await its.quit();
    await nicely(other);
  }
  expect(test.faults).toEqual([]);
}, 120_000);

/** A session whose messages do the agent no harm: it waits while the process comes up again. */
async function nicely(other: TestClient): Promise<void> {
  await other.command('MAIL FROM:<nice@b.example>', /^250 /);
  await other.command('RSET', /^250 /);
}

it('those who are asked at the same time are asked again, and do not suffer', async () => {
  const port = await started('Defer');
  const [bad, ...good] = await Promise.all([1, 2, 3, 4].map(() => client(port)));
  await nicely(good[0] as TestClient);
  bad?.send('MAIL FROM:<crash@b.example>');
  for (const one of good) one.send('MAIL FROM:<nice@b.example>');
  for (const one of good) await one.expect(/^250 /);
  await bad?.expect(/^451 4\.3\.0 /);
}, 60_000);

it.each([
  ['Accept', /^250 /],
  ['Refuse', /^550 5\.3\.0 AGENT\.Failed/],
] as const)('FailurePolicy %s', async (policy, answer) => {
  const one = await client(await started(policy));
  await one.command('MAIL FROM:<nonsense@b.example>', answer);
});

it('one that cannot even be started: each session hears so at its greeting', async () => {
  await agents.install({ text: 'export default 1;', events: ['OnConnectEvent'] });
  const { port } = await test.frontEnd(connectorOf(), [hub.hub]);
  const refused = await TestClient.connect(port, { deadlineMs: 60_000 });
  await refused.expect(/^421 4\.3\.2 AGENT\.Failed/);
  await refused.closed();
  await agents.install();
  const welcome = await TestClient.connect(port);
  await welcome.expect(/^220 /);
}, 60_000);
