import { join } from 'node:path';

import { tempDir } from '@mailyard/testing';

import { expectBalance, Ledger } from '../../mail/ledger.js';
import { organizationText } from '../../stack/organization.js';
import { Services } from '../../stack/services.js';
import { expectRecovery, Filling, large, small } from './filling.js';
import { mayMount, withSmallDisk } from './small-disk.js';

const organization = organizationText({ serverSettings: { ResourceMeteringInterval: 100 } });

describe('what is short is told and refused, and what waits is delivered, which gives room again', () => {
  let stack: Services;
  let filling: Filling;
  let ledger: Ledger;

  async function start(redisConfig: Readonly<Record<string, string>> = {}): Promise<void> {
    stack = await Services.start({ organization, redisConfig, services: [] });
    ledger = new Ledger();
    filling = new Filling(stack, ledger);
  }

  async function accept(): Promise<void> {
    await stack.startService('hub-transport');
    await stack.startService('front-end-transport');
  }

  afterEach(() => stack.stop(), 60_000);

  it('the memory of Redis (maxmemory)', async () => {
    await start();
    await accept();
    const used = Number(/used_memory:(\d+)/.exec(await stack.redis.info('memory'))?.[1]);
    // Nothing but mail must be what fills it.
    await stack.redis.config('SET', 'maxmemory', String(Math.round(used + 12_000_000)));
    await expectRecovery(filling, 'DatabaseUsedSpace[Redis]', small);
  }, 120_000);

  const asRoot = mayMount ? describe : describe.skip;

  asRoot('as root, who may mount:', () => {
    it('the disk of the content store', async () => {
      await start();
      await withSmallDisk(join(stack.site.dataDir, 'queue'), 12, async () => {
        await accept();
        await expectRecovery(filling, 'UsedDiskSpace[content store]', large);
        await stack.stopService('hub-transport');
      });
    }, 120_000);

    it('the disk of the append-only file, wherever Redis says that it is, and of which most is over at last', async () => {
      const folder = await tempDir('mailyard-redis-disk');
      await withSmallDisk(folder.path, 24, async () => {
        await start({ dir: folder.path });
        await accept();
        await expectRecovery(filling, 'UsedDiskSpace[append-only file]', small);
        // More goes through than the disk has room for.
        for (let count = 0; count < 1_500; count += 1) await filling.sendSurely(small);
        await expectBalance(stack, ledger, { deadlineMs: 30_000 });
        await stack.stop();
      });
      await folder.remove();
    }, 240_000);
  });
});
