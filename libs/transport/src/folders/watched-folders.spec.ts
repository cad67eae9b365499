import { chmod, mkdir, rm, stat, symlink, writeFile } from 'node:fs/promises';

import { eventually } from '@mailyard/testing';

import type { TestHub } from '../spec-support/test-hub.js';
import { TestSite } from '../spec-support/test-site.js';
import { envelope, letter, soon, WatchedFolders } from './spec-support/watched-folders.js';

let site: TestSite;
let hub: TestHub;

beforeAll(async () => (site = await TestSite.start()));
beforeEach(async () => (hub = await site.startHub()));
afterAll(() => site.stop());
afterEach(() => site.renew());

const served = (count: number): Promise<void> =>
  eventually(() => expect(site.sink.delivered).toHaveLength(count), soon);

describe('folders', () => {
  it('are made for their owner alone', async () => {
    await using folders = await WatchedFolders.make();
    folders.serve(hub);
    await folders.ready();
    for (const name of ['pickup', 'replay']) {
      expect((await stat(folders.path(name))).mode & 0o777).toBe(0o700);
    }
  });

  it.each<[string, (path: string) => Promise<void>, RegExp]>([
    [
      'that everybody may write into',
      async (path) => (await mkdir(path), chmod(path, 0o777)),
      /everybody may write there/,
    ],
    ['that are symbolic links', (path) => symlink('/tmp', path), /it is a symbolic link/],
    ['that are none', (path) => writeFile(path, ''), /it is no folder/],
  ])('%s are not read, and health says so', async (_, make, reason) => {
    await using folders = await WatchedFolders.make();
    await make(folders.path('pickup'));
    folders.serve(hub);
    await eventually(() => expect(folders.wrong).toEqual([expect.stringMatching(reason)]), soon);
    await rm(folders.path('pickup'), { recursive: true });
    await eventually(() => expect(folders.wrong).toEqual([]), soon);
    await folders.put('pickup', 'a.eml', letter());
    await served(1);
  });

  it('give so many a minute, each of them', async () => {
    await using folders = await WatchedFolders.make({ PickupDirectoryMaxMessagesPerMinute: 3 });
    folders.serve(hub);
    await folders.ready();
    for (let put = 0; put < 5; put += 1) {
      await folders.put('pickup', `${put}.eml`, letter());
      await folders.put('replay', `${put}.eml`, `${envelope}${letter()}`);
    }
    await served(6);
    await eventually(async () => expect(await folders.names('pickup')).toHaveLength(2), soon);
    expect(await folders.names('replay')).toHaveLength(2);
    folders.configure({ PickupDirectoryMaxMessagesPerMinute: 'Unlimited' });
    await served(10);
  });

  it('are where the directory says, at once, and files in the old ones stay', async () => {
    await using folders = await WatchedFolders.make();
    folders.serve(hub);
    await folders.ready();
    const other = folders.path('elsewhere', 'in');
    folders.configure({ PickupDirectoryPath: other, ReplayDirectoryPath: '' });
    await eventually(async () => void (await stat(other)), soon);
    await folders.put('pickup', 'old.eml', letter());
    await folders.put('replay', 'old.eml', `${envelope}${letter()}`);
    await folders.put('pickup', '../elsewhere/in/new.eml', letter());
    await served(1);
    expect([await folders.names('pickup'), await folders.names('replay')]).toEqual([
      ['old.eml'],
      ['old.eml'],
    ]);
  });

  it('are not read while the component is not Active', async () => {
    await using folders = await WatchedFolders.make();
    const watched = folders.serve(hub);
    await folders.ready();
    watched.follow('Draining');
    await folders.put('pickup', 'a.eml', letter());
    expect(await folders.names('pickup')).toEqual(['a.eml']);
    watched.follow('Active');
    await served(1);
  });
});
