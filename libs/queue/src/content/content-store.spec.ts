import { readdir, utimes } from 'node:fs/promises';
import { join } from 'node:path';

import { startRedis, tempDir, type TempDir, type TestRedis } from '@mailyard/testing';
import type { Redis } from 'ioredis';

import { ServerKeys } from '../redis/keys.js';
import { ArrivingContent, MemoryAllowance } from './arriving-content.js';
import type { ContentDraft, ContentStore } from './content-store.js';
import { FileContentStore } from './file-content-store.js';
import { RedisContentStore } from './redis-content-store.js';

const keys = new ServerKeys('MBX01');
let server: TestRedis;
let redis: Redis;
let directory: TempDir;
let files: FileContentStore;

beforeAll(async () => {
  server = await startRedis();
  redis = server.client();
  directory = await tempDir('mailyard-content');
  files = await FileContentStore.open(directory.path);
});
afterAll(async () => {
  await server.stop();
  await directory.remove();
});
afterEach(async () => {
  await redis.flushall();
});

async function save(draft: Pick<ContentDraft, 'save'>, id: string): Promise<void> {
  const also = await draft.save(id);
  const multi = redis.multi();
  also?.(multi);
  await multi.exec();
}

async function contentOf(store: ContentStore, id: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of store.read(id)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function filesLeft(): Promise<readonly string[]> {
  const entries = await readdir(directory.path, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
}

describe.each(['redis', 'file'] as const)('a content store keeps its promises: %s', (name) => {
  const store = (): ContentStore => (name === 'file' ? files : new RedisContentStore(redis, keys));

  it('gives back every octet in order', async () => {
    const chunks = [Buffer.from([0, 255, 13, 10]), Buffer.alloc(700_000, 'x'), Buffer.from('.\r\n')];
    const draft = await store().begin();
    for (const chunk of chunks) await draft.write(chunk);
    await save(draft, '117');
    expect((await contentOf(store(), '117')).equals(Buffer.concat(chunks))).toBe(true);
    await store().remove('117');
  });

  it('keeps empty content', async () => {
    await save(await store().begin(), '118');
    expect(await contentOf(store(), '118')).toHaveLength(0);
    await store().remove('118');
  });

  it('leaves nothing of a discarded draft', async () => {
    const draft = await store().begin();
    await draft.write(Buffer.alloc(700_000));
    await draft.discard();
    expect([...(await filesLeft()), ...(await redis.keys('*'))]).toEqual([]);
  });

  it('leaves nothing of content whose message was not committed', async () => {
    const draft = await store().begin();
    await draft.write(Buffer.from('x'));
    await draft.save('119');
    await draft.discard();
    expect([...(await filesLeft()), ...(await redis.keys('*'))]).toEqual([]);
  });

  it('removes content, and does not mind that it is gone', async () => {
    const draft = await store().begin();
    await draft.write(Buffer.from('x'));
    await save(draft, '120');
    await store().remove('120');
    await store().remove('120');
    expect([...(await filesLeft()), ...(await redis.keys('*'))]).toEqual([]);
    await expect(contentOf(store(), '120')).rejects.toThrow(/missing|ENOENT/);
  });
});

describe('the file store after a crash', () => {
  async function age(name: string): Promise<void> {
    const old = new Date(Date.now() - 3_600_000);
    const found = (await readdir(directory.path, { recursive: true })).find((path) => path.endsWith(name));
    await utimes(join(directory.path, found ?? ''), old, old);
  }

  it('sweeps old drafts and old files without a message, and nothing else', async () => {
    for (const id of ['201', '202', '203']) {
      const draft = await files.begin();
      await draft.write(Buffer.from(id));
      await draft.save(id);
    }
    await age('201');
    await age('202');
    const abandoned = await files.begin();
    const [draft] = (await readdir(join(directory.path, 'incoming'))).slice(-1);
    await age(draft ?? '');
    const young = await files.begin();
    const removed = await files.sweep({
      olderThanMs: 600_000,
      now: Date.now(),
      exist: (ids) => Promise.resolve(ids.map((id) => id === '202')),
    });
    expect(removed).toBe(2);
    const left = await filesLeft();
    expect(left).toContain('202');
    expect(left).toContain('203');
    expect(left).not.toContain('201');
    expect(left).toHaveLength(3);
    await abandoned.discard();
    await young.discard();
    await files.remove('202');
    await files.remove('203');
  });
});

describe('arriving content', () => {
  function arriving(allowed: { thresholdBytes?: number; memoryBytes?: number }): {
    content: ArrivingContent;
    memory: MemoryAllowance;
  } {
    const { thresholdBytes = 1000, memoryBytes = 10_000 } = allowed;
    const memory = new MemoryAllowance(memoryBytes);
    const stores = { small: new RedisContentStore(redis, keys), large: files, thresholdBytes, memory };
    return { content: new ArrivingContent(stores), memory };
  }

  it.each([
    ['small content to Redis', 1000, {}, 'redis'],
    ['large content to a file', 1001, {}, 'file'],
    ['small content to a file while memory is short', 500, { memoryBytes: 499 }, 'file'],
  ] as const)('takes %s', async (_, bytes, allowed, store) => {
    const { content, memory } = arriving(allowed);
    await content.write(Buffer.alloc(bytes - 1, 'a'));
    await content.write(Buffer.from('z'));
    await save(content, '300');
    content.release();
    expect(content.reference).toEqual({ store, bytes });
    const kept = await contentOf(store === 'file' ? files : new RedisContentStore(redis, keys), '300');
    expect(kept.toString()).toBe(`${'a'.repeat(bytes - 1)}z`);
    expect(memory.free).toBe(allowed && 'memoryBytes' in allowed ? allowed.memoryBytes : 10_000);
    await files.remove('300');
  });

  it('gives its memory back when it is discarded', async () => {
    const { content, memory } = arriving({});
    await content.write(Buffer.alloc(800));
    expect(memory.free).toBe(9200);
    await content.discard();
    expect(memory.free).toBe(10_000);
  });
});
