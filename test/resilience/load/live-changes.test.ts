import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { TestClient } from '@mailyard/testing';
import { parse, stringify } from 'yaml';

import { expectBalance, Ledger } from '../../mail/ledger.js';
import { message } from '../../mail/message.js';
import { greeted, transact } from '../../mail/send.js';
import { organizationCommand } from '../../stack/organization-command.js';
import { Services } from '../../stack/services.js';

type Connector = Readonly<Record<string, unknown>>;
type Exported = Readonly<Record<string, unknown>> & { readonly ReceiveConnectors: readonly Connector[] };

const sessionCount = 200;
/** Of the two Front Ends. */
const hosts = ['127.0.0.1', '127.0.0.2'] as const;
/** Transactions at one time: more would measure the machine. */
const senders = 20;
const fromPrinter = { localAddress: '127.0.0.7' };
const printers = {
  Name: 'Printers',
  TransportRole: 'FrontendTransport',
  Bindings: ['0.0.0.0:25'],
  RemoteIPRanges: [fromPrinter.localAddress],
  PermissionGroups: ['AnonymousUsers'],
  MaxInboundConnectionPerSource: 'Unlimited',
  Banner: '220 printers',
};

let stack: Services;
let exported: Exported;

beforeAll(async () => {
  stack = await Services.start({
    services: ['mailbox-delivery', 'hub-transport', 'front-end-transport', 'second front-end-transport'],
  });
  exported = parse((await organization('export')).output) as Exported;
}, 60_000);
afterAll(() => stack.stop(), 60_000);

const organization = (...args: readonly string[]) => organizationCommand(stack, ...args);

/** The organization with these connectors beside its own, and no other. */
async function apply(...connectors: readonly Connector[]): Promise<void> {
  const file = join(stack.site.scratchDir, 'changed.yaml');
  await writeFile(
    file,
    stringify({ ...exported, ReceiveConnectors: [...exported.ReceiveConnectors, ...connectors] }),
  );
  const { code, output } = await organization('apply', file, '--prune', '--yes');
  if (code !== 0) throw new Error(output);
}

/** Of every replica, as it is now: `apply` has waited for them. */
async function expectGreeting(port: number, expected: RegExp): Promise<void> {
  for (const host of hosts) {
    const client = await TestClient.connect(stack.site.port(port), { host, ...fromPrinter });
    const { text } = await client.reply();
    client.close();
    expect(text).toMatch(expected);
  }
}

it(`${sessionCount} sessions send while connectors are made, changed, disabled, rebound and removed; none is dropped, nothing is lost`, async () => {
  const ledger = new Ledger();
  const port = stack.site.port(25);
  const clients = await Promise.all(
    Array.from({ length: sessionCount }, (_, index) =>
      greeted(port, {
        deadlineMs: 30_000,
        host: hosts[index % 2] ?? hosts[0],
        ...(index % 4 < 2 ? fromPrinter : {}),
      }),
    ),
  );
  let changing = true;
  const send = async (client: TestClient): Promise<void> => {
    const sent = message();
    expect((await transact(client, sent)).text).toMatch(/^250 2\.6\.0 /);
    ledger.accept(sent.id, ['alice']);
  };
  const load = Array.from({ length: senders }, async (_, sender) => {
    const own = clients.filter((__, index) => index % senders === sender);
    do for (const client of own) await send(client);
    while (changing);
    for (const client of own) await client.quit();
  });
  try {
    await apply(printers);
    await expectGreeting(25, /^220 printers$/);
    await apply({ ...printers, Banner: '220 other printers', MaxMessageSize: '64 KB' });
    await expectGreeting(25, /^220 other printers$/);
    await apply({ ...printers, Enabled: false });
    await expectGreeting(25, /^220 mbx01/);
    await apply({ ...printers, Enabled: true, Bindings: ['0.0.0.0:26', '192.0.2.1:25'] });
    await expectGreeting(26, /^220 printers$/);
    const rebound = await greeted(stack.site.port(26), fromPrinter);
    await apply();
    for (const host of hosts) {
      await expect(TestClient.connect(stack.site.port(26), { host })).rejects.toThrow(/ECONNREFUSED/);
    }
    await send(rebound);
    await rebound.quit();
  } finally {
    changing = false;
  }
  await Promise.all(load);
  expect(ledger.acceptedMessages).toBeGreaterThan(sessionCount);
  await expectBalance(stack, ledger, { deadlineMs: 30_000 });
}, 60_000);

it('plan tells by its exit code whether something differs; two at once cannot both apply', async () => {
  const same = join(stack.site.scratchDir, 'same.yaml');
  await writeFile(same, stringify(exported));
  expect((await organization('plan', same)).code).toBe(0);
  const other = join(stack.site.scratchDir, 'other.yaml');
  await writeFile(
    other,
    stringify({ ...exported, ReceiveConnectors: [...exported.ReceiveConnectors, printers] }),
  );
  const planned = await organization('plan', other);
  expect(planned).toMatchObject({ code: 2, output: expect.stringContaining('+ MBX01\\Printers') });
  const revision = /from revision (\d+)/.exec(planned.output)?.[1] ?? '';
  const outcomes = await Promise.all([
    organization('apply', other, '--revision', revision),
    organization('apply', other, '--revision', revision),
  ]);
  const conflict = /nothing was applied|the directory is at revision/;
  expect(outcomes.filter(({ code }) => code === 0)).toHaveLength(1);
  expect(outcomes.find(({ code }) => code === 1)?.output).toMatch(conflict);
  const broken = join(stack.site.scratchDir, 'broken.yaml');
  await writeFile(broken, 'Mailboxes:\n  - Nme: alice\n');
  expect(await organization('plan', broken)).toMatchObject({
    code: 1,
    output: expect.stringMatching(/broken\.yaml:2:5: Mailboxes\[0\]\.Nme: unknown key/),
  });
  await expectGreeting(25, /^220 printers$/);
}, 60_000);

it('a file may add 20,000 mailboxes at once', async () => {
  const file = join(stack.site.scratchDir, 'many.yaml');
  const names = Array.from({ length: 20_000 }, (_, index) => `user${index}`);
  const Mailboxes = names.map((Name) => ({
    Name,
    PrimarySmtpAddress: `${Name}@contoso.com`,
    Database: 'DB01',
  }));
  await writeFile(file, stringify({ Mailboxes }));
  expect(await organization('plan', file)).toMatchObject({
    code: 2,
    output: expect.stringContaining('20000 to add') as string,
  });
});
