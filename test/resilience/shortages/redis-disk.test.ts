import { rm } from 'node:fs/promises';
import { join } from 'node:path';

import { eventually, tempDir, type TempDir } from '@mailyard/testing';

import { expectBalance, Ledger } from '../../mail/ledger.js';
import { organizationText } from '../../stack/organization.js';
import { Services } from '../../stack/services.js';
import { Filling, small } from './filling.js';
import { fillUp, mayMount, withSmallDisk } from './small-disk.js';

/** Nobody looks at disks: Redis meets the end of its own unforeseen. */
const organization = organizationText({ serverSettings: { EnableResourceMonitoring: false } });
const asRoot = mayMount ? describe : describe.skip;

asRoot('Redis whose disk is full to the last octet', () => {
  let stack: Services;
  let disk: TempDir;

  beforeEach(async () => (disk = await tempDir('mailyard-redis-disk')));
  afterEach(async () => {
    await stack.stop();
    await disk.remove();
  }, 60_000);

  function ended(): boolean {
    try {
      process.kill(stack.redisServer.pid, 0);
      return false;
    } catch {
      return true;
    }
  }

  it('ends rather than acknowledge, and what was acknowledged is delivered when there is room', async () => {
    await withSmallDisk(disk.path, 32, async () => {
      stack = await Services.start({
        organization,
        redisConfig: { dir: disk.path },
        services: ['hub-transport', 'front-end-transport'],
      });
      const ledger = new Ledger();
      const filling = new Filling(stack, ledger);
      for (let count = 0; count < 20; count += 1) await filling.sendSurely(small);
      await fillUp(join(disk.path, 'filler'));
      // Neither a 250 nor a refusal would be true.
      const reply = await filling.send(small()).catch(() => undefined);
      expect(reply?.code).not.toBe(250);
      await eventually(ended, { what: 'the end of Redis' });
      // With a full disk it comes back, and ends again with the first write.
      await stack.redisServer.restart();
      await eventually(ended, { what: 'its end again' });
      await rm(join(disk.path, 'filler'));
      await stack.redisServer.restart();
      await stack.startService('mailbox-delivery');
      await filling.sendSurely(small);
      await expectBalance(stack, ledger, { deadlineMs: 45_000 });
      expect(ledger.acceptedMessages).toBe(21);
    });
  }, 180_000);
});
