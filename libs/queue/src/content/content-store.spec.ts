import { readdir, utimes } from 'node:fs/promises';
import { join } from 'node:path';

import { MemoryAllowance } from '@mailyard/service';
import { tempDir, type TempDir } from '@mailyard/testing';

import { ArrivingContent } from './arriving-content.js';
import { FileContentStore } from './file-content-store.js';

let directory: TempDir;
let files: FileContentStore;

beforeAll(async () => {
  directory = await tempDir('mailyard-content');
  files = await FileContentStore.open(directory.path);
});
afterAll(async () => {
  await directory.remove();
});
async function contentOf(id: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of files.read(id)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function filesLeft(): Promise<readonly string[]> {
  const entries = await readdir(directory.path, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
}

describe('a content store keeps its promises', () => {
  it('gives back every octet in order', async () => {
    const chunks = [Buffer.from([0, 255, 13, 10]), Buffer.alloc(700_000, 'x'), Buffer.from('.\r\n')];
    const draft = await files.begin();
    for (const chunk of chunks) await draft.write(chunk);
    await draft.save('117');
    expect((await contentOf('117')).equals(Buffer.concat(chunks))).toBe(true);
    await files.remove('117');
  });

  it('keeps empty content', async () => {
    await (await files.begin()).save('118');
    expect(await contentOf('118')).toHaveLength(0);
    await files.remove('118');
  });

  it('leaves nothing of a discarded draft', async () => {
    const draft = await files.begin();
    await draft.write(Buffer.alloc(700_000));
    await draft.discard();
    expect(await filesLeft()).toEqual([]);
  });

  it('leaves nothing of content whose message was not committed', async () => {
    const draft = await files.begin();
    await draft.write(Buffer.from('x'));
    await draft.save('119');
    await draft.discard();
    expect(await filesLeft()).toEqual([]);
  });

  it('removes content, and does not mind that it is gone', async () => {
    const draft = await files.begin();
    await draft.write(Buffer.from('x'));
    await draft.save('120');
    await files.remove('120');
    await files.remove('120');
    expect(await filesLeft()).toEqual([]);
    await expect(contentOf('120')).rejects.toThrow(/ENOENT/);
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
    const stores = { large: files, thresholdBytes, memory };
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
    const inRedis = await content.save('300');
    content.release();
    expect(content.reference).toEqual({ store, bytes });
    const kept = inRedis === undefined ? await contentOf('300') : Buffer.concat(inRedis);
    expect(inRedis === undefined).toBe(store === 'file');
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
