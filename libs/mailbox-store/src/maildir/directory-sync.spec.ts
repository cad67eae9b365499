import { tempDir } from '@mailyard/testing';

import { DirectorySync } from './directory-sync.js';

/** Syncs that end when the test says so. */
class HeldSyncs {
  readonly begun: { path: string; end(): void; fail(error: Error): void }[] = [];

  readonly sync = (path: string): Promise<void> =>
    new Promise((end, fail) => {
      this.begun.push({ path, end, fail });
    });

  get paths(): string[] {
    return this.begun.map(({ path }) => path);
  }
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('group commit of a directory', () => {
  it('serves all that came while one sync ran with the next one', async () => {
    const held = new HeldSyncs();
    const directories = new DirectorySync(held.sync);
    const first = directories.sync('/new');
    const later = Promise.all([1, 2, 3].map(() => directories.sync('/new')));
    expect(held.paths).toEqual(['/new']);
    held.begun[0]?.end();
    await first;
    await settled();
    expect(held.paths).toEqual(['/new', '/new']);
    held.begun[1]?.end();
    await later;
  });

  it('never lets a caller off with a sync that began before it came', async () => {
    const held = new HeldSyncs();
    const directories = new DirectorySync(held.sync);
    const first = directories.sync('/new');
    let second = false;
    const late = directories.sync('/new').then(() => {
      second = true;
    });
    held.begun[0]?.end();
    await first;
    await settled();
    expect(second).toBe(false);
    held.begun[1]?.end();
    await late;
  });

  it('keeps directories apart and begins afresh when idle', async () => {
    const held = new HeldSyncs();
    const directories = new DirectorySync(held.sync);
    const both = Promise.all([directories.sync('/a'), directories.sync('/b')]);
    expect(held.paths).toEqual(['/a', '/b']);
    for (const begun of held.begun) begun.end();
    await both;
    void directories.sync('/a');
    expect(held.paths).toEqual(['/a', '/b', '/a']);
  });

  it('tells a failure to those whom it concerns only', async () => {
    const held = new HeldSyncs();
    const directories = new DirectorySync(held.sync);
    const first = directories.sync('/new');
    const second = directories.sync('/new');
    held.begun[0]?.fail(new Error('EIO'));
    await expect(first).rejects.toThrow('EIO');
    await settled();
    held.begun[1]?.end();
    await second;
  });

  it('reports a directory that is not there', async () => {
    const directory = await tempDir();
    await new DirectorySync().sync(directory.path);
    await directory.remove();
    await expect(new DirectorySync().sync(directory.path)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
