import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import { connectRedis } from '@mailyard/service';
import { cpuMs, eventually, startRedis, type TestRedis } from '@mailyard/testing';
import type { Redis } from 'ioredis';

import type { Mailbox } from '../kinds/mailboxes/mailbox.js';
import { exampleInput, newGuid, written } from '../spec-support/example-organization.js';
import { Directory } from './directory.js';

const [mailboxes, connectors] = [20_000, 2000];

let server: TestRedis;
let redis: Redis;
let writer: Directory;
const opened: Directory[] = [];

beforeAll(async () => {
  server = await startRedis();
  redis = connectRedis({ redisUrl: server.url }, { role: 'worker' });
  writer = await open();
  const { ReceiveConnectors = [], ...rest } = exampleInput();
  await writer.put({
    ...rest,
    ReceiveConnectors: [...ReceiveConnectors, ...manyConnectors()],
    Mailboxes: manyMailboxes() as never,
  });
}, 120_000);
afterAll(async () => {
  for (const directory of opened) directory.close();
  redis.disconnect();
  await server.stop();
});

async function open(): Promise<Directory> {
  const directory = await Directory.open({ redis, recheckMs: 3_600_000 });
  opened.push(directory);
  return directory;
}

function manyMailboxes(): readonly object[] {
  const named = ['alice', 'bob'].map((name) =>
    written({ Name: name, PrimarySmtpAddress: `${name}@contoso.com` }),
  );
  const numbered = Array.from({ length: mailboxes - named.length }, (_, index) =>
    written({
      Name: `User ${index}`,
      PrimarySmtpAddress: `user${index}@contoso.com`,
      EmailAddresses: [`first.last${index}@contoso.com`],
    }),
  );
  return [...named, ...numbered];
}

function manyConnectors() {
  return Array.from({ length: connectors }, (_, index) =>
    written({
      Name: `Application ${index}`,
      Server: 'MBX01',
      Fqdn: 'mbx01.contoso.com',
      TransportRole: 'FrontendTransport',
      Bindings: '0.0.0.0:25',
      RemoteIPRanges: `10.${index >> 8}.${index & 255}.0/24`,
      Enabled: false,
    }),
  ) as never[];
}

/** Bytes on the heap when nothing is to be collected any more. */
function heapUsed(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  collect();
  return process.memoryUsage().heapUsed;
}

it('is loaded in about a second and takes less than 2 KB a mailbox', async () => {
  const before = heapUsed();
  const cost = await cpuMs(() => open());
  expect(opened.at(-1)?.organization.mailboxes).toHaveLength(mailboxes);
  // About 1000 ms as a process of its own has it; here the heap holds the writer's snapshot as well.
  expect(cost).toBeLessThan(4000);
  expect((heapUsed() - before) / mailboxes).toBeLessThan(2048);
});

describe('a change of one object', () => {
  const changes = 20;

  /** Milliseconds of processor that a change costs whoever writes it and one who follows. */
  async function costOf(change: (index: number) => Promise<unknown>): Promise<number> {
    const reader = await open();
    const cost = await cpuMs(async () => {
      for (let index = 0; index < changes; index += 1) await change(index);
      await eventually(() => reader.organization.revision === writer.organization.revision);
    });
    return cost / changes;
  }

  const changed = (index: number): Mailbox => {
    const mailbox = writer.organization.mailboxes[index * 900];
    if (mailbox === undefined) throw new Error('too few mailboxes');
    return { ...mailbox, EmailAddresses: [...mailbox.EmailAddresses, `new${index}@contoso.com`] };
  };

  it('costs some milliseconds', async () => {
    const mailbox = await costOf((index) => writer.put({ Mailboxes: [changed(index)] }));
    expect(writer.organization.recipient({ localPart: 'new19', domain: 'contoso.com' })).toBeDefined();
    expect(mailbox).toBeLessThan(50);
    const connector = await costOf((index) => {
      const [, , , , , , , object] = writer.organization.objects.ReceiveConnectors;
      if (object === undefined) throw new Error('too few connectors');
      return writer.put({ ReceiveConnectors: [{ ...object, Comment: `change ${index}` }] });
    });
    expect(connector).toBeLessThan(50);
  });

  it('is judged by all others', async () => {
    const taken = written({ Name: 'carol', PrimarySmtpAddress: 'USER17000@contoso.com' }) as never;
    await expect(writer.put({ Mailboxes: [taken] })).rejects.toThrow('is taken by Mailboxes[User 17000]');
    const [bob] = writer.organization.mailboxes.filter(({ Name }) => Name === 'bob');
    await expect(writer.remove([{ kind: 'Mailboxes', Guid: bob?.Guid ?? newGuid() }])).rejects.toThrow(
      'DistributionGroups[team].Members[1]: no recipient bob',
    );
  });
});
