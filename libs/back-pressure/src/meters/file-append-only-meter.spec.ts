import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import { eventually, startRedis, tempDir, type TempDir, type TestRedis } from '@mailyard/testing';
import type { Redis } from 'ioredis';

import { AppendOnlyFileMeter, type AppendOnlyMeterOptions } from './file-append-only-meter.js';

let server: TestRedis;
let redis: Redis;
let scratch: TempDir;

beforeEach(async () => {
  scratch = await tempDir('mailyard-append-only');
  server = await startRedis({ config: { 'enable-protected-configs': 'yes' } });
  redis = server.client();
  await redis.ping();
});
afterEach(async () => {
  await server.stop();
  await scratch.remove();
});

function meterOf(options: Partial<AppendOnlyMeterOptions> = {}): AppendOnlyFileMeter {
  const folder = join(scratch.path, 'redis');
  return new AppendOnlyFileMeter({ redis, folder, sizeBytes: () => undefined, ...options });
}

describe('the disk of the append-only file', () => {
  it('is that of the folder that Redis tells', async () => {
    const sizeBytes = 1_000_000;
    const measured = await meterOf({ sizeBytes: () => sizeBytes }).read();
    expect(measured?.sizeBytes).toBeGreaterThan(sizeBytes);
    expect(measured?.value).toBeGreaterThan(0);
  });

  it('is that of the folder redis in the data directory, where the volume is mounted', async () => {
    // As in another container: here nobody sees the path that it tells.
    await redis.config('SET', 'dir', scratch.path);
    expect(await meterOf().read()).toBeUndefined();
    await mkdir(join(scratch.path, 'redis/appendonlydir'), { recursive: true });
    expect((await meterOf().read())?.value).toBeGreaterThan(0);
  });

  it('is RedisDiskSize, of which the file takes what Redis says, and room for a second one', async () => {
    await redis.acl('SETUSER', 'default', '-config');
    await redis.set('mail', 'x'.repeat(400_000));
    const meter = meterOf({ sizeBytes: () => 1_000_000 });
    const { value = 0 } = (await meter.read()) ?? {};
    expect(value).toBeGreaterThan(75);
    // It is gone, but the file has it: there need be no room for it twice.
    await redis.del('mail');
    const read = async (): Promise<number> => (await meter.read())?.value ?? 0;
    await eventually(async () => (await read()) < value - 10);
    expect(await read()).toBeGreaterThan(40);
    await meter.relieve();
    await eventually(async () => (await read()) < 40);
  });

  it('is none where there is no such file', async () => {
    await redis.config('SET', 'appendonly', 'no');
    expect(await meterOf({ sizeBytes: () => 1_000_000 }).read()).toBeUndefined();
  });
});
