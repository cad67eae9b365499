import { readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { SafetyNetFiles, type KeptMessage, type ResubmitDeclaration } from '@mailyard/queue';
import { replies, Reply } from '@mailyard/smtp';
import { eventually } from '@mailyard/testing';

import { contoso } from '../spec-support/contoso.js';
import { loadedCopy } from '../spec-support/loaded-copy.js';
import { recipient, type TestHub } from '../spec-support/test-hub.js';
import { TestSite } from '../spec-support/test-site.js';
import { keptDelivery } from './kept-delivery.js';
import { SafetyNet } from './safety-net.js';

const alice = recipient('alice@contoso.com');
const bob = recipient('bob@contoso.com');
const carol = recipient('carol@contoso.com');
const on = { SafetyNetHoldTime: 3_600_000, MessageRetryInterval: 100 };
const mark = 'X-MS-Exchange-Organization-Possible-Duplicate: true';

let site: TestSite;

beforeAll(async () => (site = await TestSite.start()));
afterAll(() => site.stop());
afterEach(async () => {
  await site.renew();
  await rm(folder(), { recursive: true, force: true });
});

const folder = (): string => join(site.directory.path, 'safety-net');

async function request(hub: TestHub, declaration: Partial<ResubmitDeclaration> = {}): Promise<string> {
  return hub.database.resubmits.create({
    startTime: 0,
    endTime: Date.now(),
    caller: 'test',
    ...declaration,
  });
}

async function completed(hub: TestHub, id: string): Promise<number> {
  const done = await eventually(
    async () => {
      const found = await hub.database.resubmits.read(id);
      return found?.state === 'Completed' && found;
    },
    { deadlineMs: 20_000, what: 'the end of the request' },
  );
  await hub.emptied();
  expect(done.failed).toBe(0);
  return done.resubmitted;
}

/** Whom the sink has served since, in the order of their names. */
function servedSince(count: number): readonly string[] {
  const since = site.sink.taken.slice(count);
  return since.flatMap(({ envelope }) => envelope.recipients.map(({ path }) => path.localPart)).toSorted();
}

/** Delivered just now. */
function delivered(): readonly KeptMessage[] {
  const nextHop = {
    deliveryType: 'SmtpDeliveryToMailbox',
    domain: 'DB01',
    connector: '',
    category: 'Internal',
  } as const;
  const results = [{ action: 'delivered', reply: replies.recipientOk }] as const;
  return keptDelivery(loadedCopy({ recipients: [alice] }), { results }, { nextHop, deliveredAt: Date.now() });
}

describe('the Safety Net', () => {
  it.each([
    ['small', 'Body\r\n'],
    ['large', `${'x'.repeat(70)}\r\n`.repeat(400)],
  ])('submits a %s message again, to those who got it, octet for octet', async (_, body) => {
    const hub = await site.startHub(on);
    await hub.submit([alice, carol], { body });
    await hub.emptied();
    const before = site.sink.taken.map(({ content }) => content);
    expect(await completed(hub, await request(hub))).toBe(2);
    expect(servedSince(2)).toEqual(['alice', 'carol']);
    const again = site.sink.taken.slice(2).map(({ content }) => content);
    expect(again.every((content) => content.includes(mark))).toBe(true);
    const octets = (contents: readonly string[]) =>
      contents
        .map((one) => one.split('\r\n\r\n')[1])
        .toSorted((one = '', other = '') => one.localeCompare(other));
    expect(octets(again)).toEqual(octets(before));
    expect(hub.faults).toEqual([]);
  });

  it('knows who of a message has got it in which attempt', async () => {
    const hub = await site.startHub(on);
    const full = new Reply(452, '4.2.2', 'mailbox full');
    const disabled = new Reply(550, '5.2.1', 'disabled');
    const nobody = recipient('nobody@contoso.com');
    site.sink.answer = (address) =>
      address.startsWith('bob') ? full : address.startsWith('nobody') ? disabled : replies.delivered;
    await hub.submit([alice, bob, { ...nobody, notify: ['NEVER'] }]);
    await eventually(() => hub.counts.delayed > 0);
    site.sink.answer = () => replies.delivered;
    await hub.emptied();
    const before = site.sink.taken.length;
    await completed(hub, await request(hub));
    expect(servedSince(before)).toEqual(['alice', 'bob']);
  });

  it.each<[string, Partial<ResubmitDeclaration>, readonly string[]]>([
    ['a destination', { destination: 'db02' }, ['carol']],
    ['a queue', { destination: 'SmtpDeliveryToMailbox.DB01' }, ['alice', 'bob']],
    ['a sender', { sender: 'Sender@*' }, ['alice', 'bob', 'carol']],
    ['another sender', { sender: 'nobody@example.com' }, []],
    ['a recipient', { recipient: 'BOB@contoso.com' }, ['bob']],
    ['another time', { startTime: 0, endTime: 1 }, []],
  ])('is asked by %s', async (_, declaration, served) => {
    const hub = await site.startHub(on);
    await hub.submit([alice, bob, carol]);
    await hub.emptied();
    const before = site.sink.taken.length;
    await completed(hub, await request(hub, declaration));
    expect(servedSince(before)).toEqual(served);
  });

  it('a request is carried out once, by two hubs, one of which goes away amid it', async () => {
    const first = await site.openHub({ settings: on });
    await first.start();
    const second = await site.startHub(on);
    await Promise.all(Array.from({ length: 100 }, () => first.submit([alice])));
    await first.emptied();
    expect(site.sink.taken).toHaveLength(100);
    const id = await request(second);
    await eventually(async () => ((await second.database.resubmits.read(id))?.resubmitted ?? 0) > 10);
    first.database.close();
    // It counts in the transactions that submit. What the hub that went away was delivering comes again in any case.
    expect(await completed(second, id)).toBe(100);
    const times = Map.groupBy(site.sink.taken, ({ content }) => /^Message-ID: (.*)\r$/m.exec(content)?.[1]);
    expect([...times.values()].filter((each) => each.length < 2)).toEqual([]);
    expect(times.size).toBe(100);
  });

  it('a paused request does nothing, and what is removed is gone', async () => {
    const hub = await site.startHub(on);
    await hub.submit([alice]);
    await hub.emptied();
    const { resubmits } = hub.database;
    const id = await request(hub, { endTime: 1 });
    await completed(hub, id);
    expect(await resubmits.become(id, ['Running'], 'Paused')).toBe(false);
    await resubmits.remove(id);
    expect(await resubmits.list()).toEqual([]);
  });

  it('what was cut off or has changed is not submitted, and the rest is', async () => {
    const hub = await site.startHub(on);
    await hub.submit([alice]);
    await hub.submit([bob]);
    await hub.emptied();
    const [hour = ''] = await readdir(folder());
    await writeFile(join(folder(), hour, 'torn.log'), Buffer.from('not a record at all, but long enough'));
    expect(await completed(hub, await request(hub))).toBe(2);
  });

  it('tells what it does not have', async () => {
    const hub = await site.openHub({ settings: on, intervals: { safetyNet: 50 } });
    await hub.start();
    await writeFile(folder(), 'no folder');
    await hub.submit([alice, carol]);
    await hub.emptied();
    const id = await request(hub);
    await eventually(
      async () => (await hub.database.resubmits.lacking({ startTime: 0, endTime: Date.now() })) === 2,
    );
    expect(hub.told).toContain('2 deliveries are not in the Safety Net');
    await rm(folder());
    expect(await completed(hub, id)).toBe(0);
    const now = Date.now();
    const lackingIn = (startTime: number, endTime: number) =>
      hub.database.resubmits.lacking({ startTime, endTime });
    expect(await lackingIn(now - 60_000, now)).toBe(2);
    expect(await lackingIn(0, now - 180_000)).toBe(0);
    expect(await lackingIn(now + 60_000, now + 120_000)).toBe(0);
  });

  it('waits once for a disk that stands still, and not again until it goes on', async () => {
    const hub = await site.startHub(on);
    const stands = Promise.withResolvers<void>();
    const folderFor = (): string => folder();
    const files = new SafetyNetFiles({
      folderFor,
      link: () => Promise.resolve(),
      ready: () => stands.promise,
    });
    const told: unknown[] = [];
    const organization = contoso(on);
    const net = new SafetyNet(files, {
      database: hub.database,
      organization: () => organization,
      resubmissionPaused: () => false,
      now: Date.now,
      events: { fault: (error) => told.push(error), lacking: (_, deliveries) => told.push(deliveries) },
    });
    await net.keep(delivered());
    const begun = performance.now();
    for (let count = 0; count < 100; count += 1) await net.keep(delivered());
    expect(performance.now() - begun).toBeLessThan(1_000);
    stands.resolve();
    await eventually(async () => {
      await net.keep(delivered());
      let kept = 0;
      for await (const { id } of files.deliveries({ startTime: 0, endTime: Date.now() })) {
        kept += Number(id !== '');
      }
      return kept > 1;
    });
    await net.stop();
    expect(told[0]).toMatchObject({ cause: new Error('the disk takes too long') });
    expect(told.at(-1)).toBeGreaterThanOrEqual(101);
  });

  it('keeps nothing while SafetyNetHoldTime is 0', async () => {
    const hub = await site.startHub({});
    await hub.submit([alice]);
    await hub.emptied();
    await expect(readdir(folder())).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('lets an hour go after its time, and the oldest ones beyond its size', async () => {
    const hub = await site.openHub({
      settings: { ...on, SafetyNetHoldTime: 7_200_000, SafetyNetMaxDirectorySize: 1_048_576 },
      intervals: { safetyNet: 50 },
    });
    await hub.start();
    await hub.submit([alice]);
    await hub.emptied();
    const hourAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString().slice(0, 13);
    const { mkdir } = await import('node:fs/promises');
    for (const [hours, bytes] of [
      [5, 10],
      [2, 900_000],
      [1, 900_000],
    ] as const) {
      await mkdir(join(folder(), hourAgo(hours)));
      await writeFile(join(folder(), hourAgo(hours), 'a.log'), Buffer.alloc(bytes));
      await utimes(join(folder(), hourAgo(hours)), 0, 0);
    }
    await eventually(async () =>
      expect((await readdir(folder())).toSorted()).toEqual([hourAgo(1), hourAgo(0)]),
    );
  });
});
