import { connectRedis } from '@mailyard/service';
import { eventually, startRedis, type TestRedis } from '@mailyard/testing';
import type { Redis } from 'ioredis';

import { noObjects } from '../kinds/index.js';
import { hashPassword } from '../kinds/credentials/password-hash.js';
import { exampleInput, written } from '../spec-support/example-organization.js';
import { Directory, DirectoryConflict } from './directory.js';
import { directoryKeys } from './redis-directory-store.js';

let server: TestRedis;
let redis: Redis;
const opened: Directory[] = [];

async function open(options: { readonly recheckMs?: number } = {}): Promise<Directory> {
  const directory = await Directory.open({ redis, ...options });
  opened.push(directory);
  return directory;
}

beforeAll(async () => {
  server = await startRedis();
});
beforeEach(async () => {
  redis = connectRedis({ redisUrl: server.url }, { role: 'worker' });
  await redis.flushall();
});
afterEach(() => {
  for (const directory of opened.splice(0)) directory.close();
  redis.disconnect();
});
afterAll(() => server.stop());

const mailbox = (name: string) => written({ Name: name, PrimarySmtpAddress: `${name}@contoso.com` }) as never;

describe('an empty directory', () => {
  it('has no organization until the first write', async () => {
    const directory = await open();
    expect(directory.isEmpty).toBe(true);
    expect(() => directory.organization).toThrow('empty');
    const organization = await directory.put(exampleInput());
    expect(organization.revision).toBe(1);
    expect(organization.mailboxes.map(({ Name }) => Name)).toEqual(['Alice Ames', 'bob']);
  });

  it('is filled exactly once by several processes that start together', async () => {
    const directories = await Promise.all([open(), open(), open(), open()]);
    let wins = 0;
    const start = async (directory: Directory) => {
      let applied = false;
      await directory.update(({ revision }) => {
        applied = revision === 0;
        return applied ? { put: exampleInput() } : undefined;
      });
      if (applied) wins += 1;
    };
    await Promise.all(directories.map(start));
    expect(wins).toBe(1);
    expect(directories.map(({ organization }) => organization.revision)).toEqual([1, 1, 1, 1]);
    expect(new Set(directories.map(({ organization }) => organization.mailboxes[0]?.Guid)).size).toBe(1);
  });
});

describe('a change', () => {
  it('reaches every process without a look around, and an old snapshot stays what it was', async () => {
    const [writer, reader] = [await open(), await open({ recheckMs: 3_600_000 })];
    await writer.put(exampleInput());
    await eventually(() => !reader.isEmpty);
    const before = reader.organization;
    const seen: number[] = [];
    reader.onChange((organization) => seen.push(organization.revision));
    await writer.put({ Mailboxes: [mailbox('carol')] });
    await eventually(() => reader.organization.recipientByName('carol') !== undefined);
    expect(seen).toEqual([2]);
    expect(before.recipientByName('carol')).toBeUndefined();
  });

  it('that breaks a rule writes nothing', async () => {
    const directory = await open();
    await directory.put(exampleInput());
    const both = { Mailboxes: [mailbox('carol'), mailbox('bob')] };
    await expect(directory.put(both)).rejects.toThrow(
      'Mailboxes[bob].Name: The organization has a Mailbox "bob" already.',
    );
    expect((await redis.get(directoryKeys.revision)) ?? '').toBe('1');
    expect(directory.organization.recipientByName('carol')).toBeUndefined();
  });

  it('removes what nobody refers to', async () => {
    const directory = await open();
    const { distributionGroups, mailboxes } = await directory.put(exampleInput());
    const bob = { kind: 'Mailboxes', Guid: mailboxes[1]?.Guid ?? '' } as const;
    await expect(directory.remove([bob])).rejects.toThrow(
      'DistributionGroups[team].Members[1]: no recipient bob',
    );
    const team = { kind: 'DistributionGroups', Guid: distributionGroups[0]?.Guid ?? '' } as const;
    const organization = await directory.remove([team, bob]);
    expect(organization.recipientByName('bob')).toBeUndefined();
    expect(await redis.hlen(directoryKeys.objects)).toBe(Object.values(organization.objects).flat().length);
  });

  it('made for an older revision is refused', async () => {
    const directory = await open();
    await directory.put(exampleInput());
    await directory.put({ Mailboxes: [mailbox('carol')] }, { ifRevision: 1 });
    await expect(directory.put({ Mailboxes: [mailbox('dave')] }, { ifRevision: 1 })).rejects.toThrow(
      DirectoryConflict,
    );
  });

  it('does not undo one that another process makes at the same time', async () => {
    const directories = await Promise.all([open(), open(), open()]);
    await directories[0]?.put(exampleInput());
    await Promise.all(
      directories.map((directory, index) => directory.put({ Mailboxes: [mailbox(`user${index}`)] })),
    );
    const names = directories[1]?.organization.mailboxes.map(({ Name }) => Name);
    expect(names).toEqual(expect.arrayContaining(['user0', 'user1', 'user2', 'bob']));
    expect(await redis.xlen(directoryKeys.changes)).toBe(4);
  });

  it('is noticed even when its message was lost', async () => {
    const [writer, reader] = [await open(), await open({ recheckMs: 20 })];
    await writer.put(exampleInput());
    await eventually(() => !reader.isEmpty);
    // As if another process had written and its message had not come: the revision alone moves.
    await redis.incr(directoryKeys.revision);
    await eventually(() => reader.organization.revision === 2);
  });
});

describe('while Redis is away', () => {
  it('the last snapshot serves, and changes are seen once it is back', async () => {
    const directory = await open({ recheckMs: 20 });
    await directory.put(exampleInput());
    await server.kill();
    expect(directory.organization.recipientByName('bob')?.kind).toBe('Mailbox');
    await server.restart();
    const other = await open();
    await other.put({ Mailboxes: [mailbox('carol')] });
    await eventually(() => directory.organization.recipientByName('carol') !== undefined);
  });
});

it('writes an organization of thousands of objects whole', async () => {
  const directory = await open();
  const Mailboxes = Array.from({ length: 9000 }, (_, index) => mailbox(`user${index}`));
  const organization = await directory.put({ ...exampleInput({ DistributionGroups: [] }), Mailboxes });
  expect(organization.mailboxes).toHaveLength(9000);
  expect(organization.objects.Credentials).toEqual(noObjects.Credentials);
});

it('the history has no hash that a password could be tried on, and all that else was', async () => {
  const directory = await open();
  const organization = await directory.put(exampleInput());
  const [former] = organization.objects.Credentials;
  const Guid = former?.Guid ?? 'c5b4f6b5-8a5f-4a52-9b0c-6a3a1d9b0001';
  const login = { Guid, Login: organization.mailboxes[1]?.UserPrincipalName ?? '', MemberOf: [] };
  const hashes = [await hashPassword('Secret-1'), await hashPassword('Secret-2')];
  for (const hash of hashes) {
    // One after the other.
    // eslint-disable-next-line no-await-in-loop
    await directory.put({ Credentials: [{ ...login, RemoteIPRanges: [], ...hash }] });
  }
  await directory.remove([{ kind: 'Credentials', Guid }]);
  const kept = JSON.stringify(await redis.xrange(directoryKeys.history, '-', '+'));
  for (const { Hash, Salt } of hashes) {
    expect(kept).not.toContain(Hash);
    expect(kept).not.toContain(Salt);
  }
  const actions = (await directory.revisions({ above: 1 })).map(({ differences }) =>
    differences?.map(({ action }) => action),
  );
  // That a password became another one is seen all the same.
  expect(actions).toEqual([['remove'], ['change'], ['add']]);
});

it('of a change with more than 2 MB the history has that it happened', async () => {
  const directory = await open();
  await directory.put(exampleInput());
  const put = Array.from({ length: 4_000 }, (_, at) => mailbox(`user${at}`));
  await directory.put({ Mailboxes: put });
  await directory.put({ Mailboxes: [mailbox('last')] });
  const revisions = await directory.revisions({ above: 1 });
  expect(revisions.map(({ differences }) => differences?.length)).toEqual([1, undefined]);
});
