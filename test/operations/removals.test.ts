import { eventually } from '@mailyard/testing';

import { expectBalance, Ledger } from '../mail/ledger.js';
import { message, type Message } from '../mail/message.js';
import { submit } from '../mail/send.js';
import { Launched } from '../stack/launched.js';
import { organizationText } from '../stack/organization.js';
import { ReceivingHost } from '../stack/receiving-host.js';
import { printers, sendConnector } from '../stack/relay.js';
import { order } from '../web/order.js';

const from = 'bob@contoso.com';
const inside = 'alice@contoso.com';
const outside = 'x@slow.example';
const undoSeconds = 20;

interface Removal {
  readonly id: string;
  readonly state: string;
  readonly total: number;
  readonly remaining: number;
  readonly undoUntil?: number;
  readonly outcomes: Readonly<Record<string, number>>;
}

interface Waiting {
  readonly internalId: string;
  readonly subject: string;
  readonly status: string;
  readonly receivedAt: number;
  readonly heldBy?: string;
}

let host: ReceivingHost;
let stack: Launched;
/** What the host outside says to the content that it has, once it says something. */
let answer: () => Promise<string> = () => Promise.resolve('250 2.0.0 taken');

beforeAll(async () => {
  host = await ReceivingHost.start({ contentAnswer: () => answer() });
  const connectors = [sendConnector('slow', host.port)];
  const organization = organizationText({ connectors: [printers], more: { SendConnectors: connectors } });
  stack = await Launched.start({ organization });
}, 90_000);
afterAll(async () => {
  await stack.stop();
  await host[Symbol.asyncDispose]();
}, 60_000);

const ask = (name: string, input: object) => order(stack.site, name, input);
const operation = async (id: string) =>
  ((await ask('Get-MessageOperation', { operation: id })) as readonly Removal[])[0];
const waiting = async (where: string) =>
  ((await ask('Get-Message', { where, limit: 10_000 })) as { readonly rows: readonly Waiting[] }).rows;

async function sent(count: number, subject: string, to = inside): Promise<readonly Message[]> {
  const all = Array.from({ length: count }, () => message({ from, to, subject }));
  for (const each of all) await submit(stack.site.port(25), each, { from, to: [to] });
  return all;
}

/** Shown, and confirmed as it was shown. */
async function removal(where: string, more: { readonly withNDR: boolean; readonly undoSeconds: number }) {
  const { withNDR, undoSeconds: seconds } = more;
  const removed = { kind: 'Remove', withNDR };
  const made = (await ask('New-MessageOperation', {
    where,
    order: removed,
    undoSeconds: seconds,
  })) as Removal;
  await ask('Confirm-MessageOperation', { operation: made.id, expected: made.total });
  return made;
}

async function ended(id: string): Promise<Removal> {
  let last: Removal | undefined;
  const hasEnded = async () => {
    last = await operation(id);
    return last?.state === 'Done';
  };
  await eventually(hasEnded, { deadlineMs: 60_000, what: `the end of operation ${id}` });
  if (last === undefined) throw new Error(`operation ${id} is gone`);
  return last;
}

describe('messages are removed by a filter', () => {
  const ledger = new Ledger();
  let told: readonly Message[] = [];
  let silent: readonly Message[] = [];

  beforeAll(async () => {
    await sent(1, 'the first makes the queue').then(([first]) => first && ledger.accept(first.id, ['alice']));
    await eventually(async () => (await stack.site.mailbox('alice').messages()).length === 1, {
      deadlineMs: 20_000,
    });
    await ask('Suspend-Queue', { queue: 'DB01' });
    told = await sent(60, 'told');
    silent = await sent(60, 'silent');
    for (const { id } of told) ledger.accept(id, [inside]);
    for (const { id } of await sent(20, 'kept')) ledger.accept(id, ['alice']);
  }, 60_000);

  it('the admin centre killed in the undo window loses neither the operation nor a message, and no NDR leaves before its end (acceptance 22)', async () => {
    const { id, total } = await removal("Subject -eq 'told'", { withNDR: true, undoSeconds });
    expect(total).toBe(told.length);
    await eventually(async () => (await operation(id))?.state === 'Held', { deadlineMs: 15_000 });
    const killed = await stack.process('admin-center');
    if (killed === undefined) throw new Error('no admin centre runs');
    process.kill(killed.pid, 'SIGKILL');
    // What was received after the preview is none of its business (acceptance 23).
    for (const late of await sent(5, 'told')) ledger.accept(late.id, ['alice']);
    await eventually(async () => (await operation(id).catch(() => undefined)) !== undefined, {
      deadlineMs: 15_000,
      what: 'the admin centre, started again',
    });
    const { state, remaining, undoUntil = 0 } = (await operation(id)) ?? {};
    expect(Date.now()).toBeLessThan(undoUntil);
    expect({ state, remaining }).toEqual({ state: 'Held', remaining: told.length });
    const held = (await waiting("Subject -eq 'told'")).filter(({ heldBy }) => heldBy === id);
    expect(held).toHaveLength(told.length);
    expect((await ended(id)).outcomes).toEqual({ Done: told.length });
    const reports = await waiting("MessageSourceName -eq 'DSN'");
    expect(reports).toHaveLength(told.length);
    expect(Math.min(...reports.map(({ receivedAt }) => receivedAt))).toBeGreaterThanOrEqual(undoUntil);
    expect(await waiting("Subject -eq 'told'")).toHaveLength(5);
  }, 120_000);

  it('undone, each message has its former state again (acceptance 21)', async () => {
    const [suspended] = await waiting("Subject -eq 'silent'");
    await ask('Suspend-Message', { id: suspended?.internalId });
    const states = async () =>
      (await waiting("Subject -eq 'silent'")).map(({ internalId, status, heldBy }) => [
        internalId,
        status,
        heldBy,
      ]);
    const before = await states();
    const { id } = await removal("Subject -eq 'silent'", { withNDR: false, undoSeconds });
    await eventually(async () => (await operation(id))?.state === 'Held', { deadlineMs: 15_000 });
    expect(await states()).not.toEqual(before);
    await ask('Undo-MessageOperation', { operation: id });
    await eventually(async () => (await operation(id))?.state === 'Undone', { deadlineMs: 15_000 });
    expect(await states()).toEqual(before);
  }, 60_000);

  it('accepted = delivered + failed + queued + removed (acceptance 21)', async () => {
    const { id, total } = await removal("Subject -eq 'silent'", { withNDR: false, undoSeconds: 0 });
    const { outcomes } = await ended(id);
    expect([total, outcomes]).toEqual([silent.length, { Done: silent.length }]);
    await ask('Resume-Queue', { queue: 'DB01' });
    const { accepted, delivered, failed } = await expectBalance(stack, ledger, { deadlineMs: 60_000 });
    expect({ failed, delivered }).toEqual({ failed: told.length, delivered: 1 + 20 + 5 });
    // Those that were removed in silence are nowhere.
    expect(accepted).toBe(delivered + failed);
    const stored = await stack.site.mailbox('alice').messages();
    const removed = new Set(silent.map((each) => each.id));
    expect(stored.filter((each) => removed.has(each.id))).toEqual([]);
  }, 90_000);
});

describe('a message in flight is PendingRemove, and is delivered or removed, never both (acceptance 23)', () => {
  it.each([
    { says: '250 2.0.0 taken', isDelivered: true },
    { says: '451 4.3.0 later', isDelivered: false },
  ])(
    'the next hop says $says',
    async ({ says, isDelivered }) => {
      const asked = Promise.withResolvers<void>();
      const said = Promise.withResolvers<string>();
      answer = () => {
        asked.resolve();
        return said.promise;
      };
      const subject = `in flight ${says.slice(0, 3)}`;
      const [only] = await sent(1, subject, outside);
      if (only === undefined) throw new Error('nothing was sent');
      await asked.promise;
      const { id } = await removal(`Subject -eq '${subject}'`, { withNDR: true, undoSeconds: 0 });
      const isPending = async () =>
        (await waiting(`Subject -eq '${subject}'`))[0]?.status === 'PendingRemove';
      await eventually(isPending, { deadlineMs: 15_000, what: 'PendingRemove' });
      said.resolve(says);
      await ended(id);
      const ledger = new Ledger();
      ledger.accept(only.id, [outside]);
      const counted = { site: stack.site, redis: stack.redis, hosts: [host] };
      const { delivered, failed } = await expectBalance(counted, ledger, { deadlineMs: 30_000 });
      expect({ delivered, failed }).toEqual({ delivered: isDelivered ? 1 : 0, failed: isDelivered ? 0 : 1 });
      await ended(id);
    },
    90_000,
  );
});
