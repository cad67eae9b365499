import { MemoryAllowance } from '@mailyard/service';
import { tempDir, type TempDir } from '@mailyard/testing';

import { ArrivingContent } from './arriving-content.js';
import { FileContentStore } from './file-content-store.js';

const id = '8796093022209';
let dir: TempDir;
let content: ArrivingContent;

beforeEach(async () => {
  dir = await tempDir();
  const large = await FileContentStore.open(dir.path);
  content = new ArrivingContent({ large, thresholdBytes: 100, memory: new MemoryAllowance(1_000) });
});
afterEach(() => dir.remove());

describe('content that arrives', () => {
  it('is kept at once while it is small; whoever sends more waits for the file', async () => {
    expect(content.write(Buffer.alloc(60))).toBeUndefined();
    const written = content.write(Buffer.alloc(60));
    expect(written).toBeInstanceOf(Promise);
    await written;
    await content.discard();
  });

  it('in one piece is not copied', () => {
    const piece = Buffer.from(new Uint8Array(60).buffer);
    void content.write(piece);
    expect(content.save(id)).toEqual([piece]);
  });

  it('in large pieces is not copied; in small ones it becomes one', async () => {
    const pieces = [Buffer.alloc(16_384), Buffer.alloc(9_000), Buffer.alloc(1)];
    const large = await FileContentStore.open(dir.path);
    const stores = { large, thresholdBytes: 1_000_000, memory: new MemoryAllowance(1_000_000) };
    const of = (...written: readonly Buffer[]): unknown => {
      const arriving = new ArrivingContent(stores);
      for (const piece of written) void arriving.write(piece);
      return arriving.save(id);
    };
    expect(of(...pieces)).toEqual(pieces);
    expect(of(...pieces.toReversed(), ...pieces.map((piece) => piece.subarray(0, 1)))).toHaveLength(1);
  });

  it('does not keep a buffer of many times its size in memory', () => {
    void content.write(Buffer.from(new Uint8Array(6_000).fill(0x61).buffer, 100, 60));
    const saved = content.save(id);
    expect(saved).toEqual([Buffer.alloc(60, 'a')]);
    expect(saved instanceof Promise || saved[0]?.buffer.byteLength).not.toBe(6_000);
  });
});
