import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { startRedis, tempDir, type TempDir, type TestRedis } from '@mailyard/testing';

import { Degradations } from '../degradations.js';
import { silentLog } from '../log/log.js';
import { refuseOrphanedVolumes } from './file-orphaned-volumes.js';
import { VolumeRecords } from './redis-volume-records.js';
import { Volumes } from './volumes.js';

let redis: TestRedis;
let data: TempDir;
let degradations: Degradations;

beforeEach(async () => {
  [redis, data] = [await startRedis(), await tempDir()];
  degradations = new Degradations();
});
afterEach(async () => {
  await redis.stop();
  await data.remove();
});

/** As a process that has just started knows them. */
function volumes(records = new VolumeRecords(redis.client())): Volumes {
  return new Volumes({
    settings: { server: 'MBX01', dataDir: data.path },
    records,
    degradations,
    log: silentLog,
  });
}

const folder = (): string => join(data.path, 'mailboxes/DB02');
const marker = (): string => join(folder(), '.mailyard-volume');
const confirm = (): Promise<string | undefined> => volumes().mailboxDatabase('DB02').confirm();
const codes = (): readonly string[] => degradations.current.map(({ code, subject }) => `${code} ${subject}`);

describe('a folder that may be a volume', () => {
  it('is made and marked when it is new, and found again', async () => {
    expect(await confirm()).toBeUndefined();
    expect(await readdir(folder())).toEqual(['.mailyard-volume']);
    expect(await confirm()).toBeUndefined();
    expect(codes()).toEqual([]);
  });

  it('is made once when several processes come at the same time', async () => {
    const confirmations = await Promise.all(Array.from({ length: 8 }, confirm));
    expect(confirmations).toEqual(confirmations.map(() => undefined));
    expect(await readdir(folder())).toEqual(['.mailyard-volume']);
    expect(await confirm()).toBeUndefined();
  });

  it('is taken when another process makes it between the looks at the folder and at the record', async () => {
    class Overtaken extends VolumeRecords {
      override async tokenOf(name: string): Promise<string | undefined> {
        await confirm();
        return super.tokenOf(name);
      }
    }
    const volume = volumes(new Overtaken(redis.client())).mailboxDatabase('DB02');
    expect(await volume.confirm()).toBeUndefined();
    expect(volume.isThere).toBe(true);
  });

  it.each([
    ['missing', () => rm(folder(), { recursive: true })],
    ['an empty mount point', () => rm(marker())],
    ['another volume', () => writeFile(marker(), 'another')],
  ])('is left alone and named when it is %s', async (_, happen) => {
    const volume = volumes().mailboxDatabase('DB02');
    await volume.confirm();
    await mkdir(join(folder(), 'alice'));
    await happen();
    const before = await readdir(join(data.path, 'mailboxes'), { recursive: true });
    expect(await volume.confirm()).toContain(folder());
    expect(volume.isThere).toBe(false);
    expect(await confirm()).toContain(marker());
    expect(codes()).toEqual(['mailbox-database-missing DB02']);
    expect(await readdir(join(data.path, 'mailboxes'), { recursive: true })).toEqual(before);
  });

  it('is used again when it returns', async () => {
    const volume = volumes().mailboxDatabase('DB02');
    await volume.confirm();
    await rename(folder(), `${folder()}.away`);
    expect(await volume.look()).toContain(folder());
    await rename(`${folder()}.away`, folder());
    expect(await volume.look()).toBeUndefined();
    expect(codes()).toEqual([]);
  });

  it('begins anew when the administrator marks it', async () => {
    await confirm();
    const token = (await readFile(marker(), 'utf8')).trim();
    await rm(folder(), { recursive: true });
    expect(await confirm()).toContain(`write ${token} into ${marker()}`);
    await mkdir(folder());
    await writeFile(marker(), `${token}\n`);
    expect(await confirm()).toBeUndefined();
  });

  it('is adopted where it was made by a version without markers', async () => {
    await mkdir(join(folder(), 'alice'), { recursive: true });
    const volume = volumes().mailboxDatabase('DB02');
    expect(await volume.look()).toBeUndefined();
    await rename(folder(), `${folder()}.away`);
    expect(await volume.look()).toContain(folder());
  });

  it('is adopted when a process died between its marker and its record', async () => {
    await confirm();
    await redis.client().del('{mailyard}:volume:MBX01/mailboxes/DB02');
    expect(await confirm()).toBeUndefined();
    await rm(folder(), { recursive: true });
    expect(await confirm()).toContain(folder());
  });

  it('is not made by a look', async () => {
    expect(await volumes().mailboxDatabase('DB02').look()).toBeUndefined();
    expect(await readdir(data.path)).toEqual([]);
  });

  it('of another directory is refused, also when Redis lost the record', async () => {
    const volume = volumes().mailboxDatabase('DB02');
    await volume.confirm();
    expect(await volume.isRecorded()).toBe(true);
    await redis.client().flushall();
    expect(await volume.isRecorded()).toBe(false);
    expect(await confirm()).toMatch(/belongs to another directory .* remove /);
    await rm(marker());
    expect(await confirm()).toBeUndefined();
  });

  it('with the organization’s CA is a copy for another host', async () => {
    await volumes().certificates().confirm();
    await rm(join(data.path, 'pki'), { recursive: true });
    expect(await volumes().certificates().confirm()).toContain(join(data.path, 'pki'));
    await mkdir(join(data.path, 'pki'));
    await writeFile(join(data.path, 'pki/ca.crt'), '');
    expect(await volumes().certificates().confirm()).toBeUndefined();
  });
});

describe('an empty directory', () => {
  it('begins on an empty data folder, or one without markers', async () => {
    await expect(refuseOrphanedVolumes(join(data.path, 'not-there'))).resolves.toBeUndefined();
    await mkdir(join(folder(), 'alice'), { recursive: true });
    await expect(refuseOrphanedVolumes(data.path)).resolves.toBeUndefined();
  });

  it('does not begin beside folders of an organization', async () => {
    await confirm();
    await expect(refuseOrphanedVolumes(data.path)).rejects.toThrow(`remove ${marker()}`);
  });
});
