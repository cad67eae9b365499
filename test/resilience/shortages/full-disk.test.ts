import { rm } from 'node:fs/promises';
import { join } from 'node:path';

import { eventually } from '@mailyard/testing';

import { expectBalance, Ledger } from '../../mail/ledger.js';
import type { Message } from '../../mail/message.js';
import { organizationCommand } from '../../stack/organization-command.js';
import { organizationText } from '../../stack/organization.js';
import { Services } from '../../stack/services.js';
import { Filling, large, small } from './filling.js';
import { fillUp, foldersOn, mayMount, withSmallDisk } from './small-disk.js';

const refused = /^452 4\.3\.1 Insufficient system resources$/;
const asRoot = mayMount ? describe : describe.skip;

asRoot('a hub whose disk, with contents, logs and Safety Net, is full to the last octet', () => {
  let stack: Services;
  let ledger: Ledger;
  let filling: Filling;

  afterEach(() => stack.stop(), 60_000);

  async function start(monitoring: boolean): Promise<void> {
    const organization = organizationText({
      serverSettings: { ResourceMeteringInterval: 100, EnableResourceMonitoring: monitoring },
      transportSettings: { SafetyNetHoldTime: '01:00:00' },
    });
    stack = await Services.start({ organization, services: [] });
    ledger = new Ledger();
    filling = new Filling(stack, ledger);
  }

  async function answer(next: () => Message): Promise<string> {
    const { code, text } = await filling.send(next());
    return `${code} ${text.replace(/^\d{3} /, '')}`;
  }

  async function lacking(): Promise<number> {
    const { output } = await organizationCommand(stack, 'resubmit', 'list');
    const [titles = '', first = ''] = output.split('\n');
    return Number(first.slice(titles.indexOf('Lacking')).trim().split(/\s/)[0]);
  }

  it.each([
    ['before anything is written', true],
    ['by the disk itself', false],
  ])(
    'refuses %s, delivers what it has, and goes on when there is room',
    async (_, monitoring) => {
      await start(monitoring);
      const started = new Date().toISOString();
      const disk = join(stack.site.scratchDir, 'disk');
      await withSmallDisk(disk, 16, async () => {
        await foldersOn(disk, { in: stack.site.dataDir, names: ['queue', 'logs'] }, async () => {
          await stack.startService('hub-transport');
          await stack.startService('front-end-transport');
          for (const next of [small, large, small, large]) expect(await answer(next)).toMatch(/^250 /);
          const accepted = ledger.acceptedMessages;
          await fillUp(join(disk, 'filler'));
          // A small message needs no room on it, but is refused before anybody knows its size.
          for (const next of monitoring ? [large, small] : [large]) {
            await eventually(async () => expect(await answer(next)).toMatch(refused));
          }
          await stack.startService('mailbox-delivery');
          await expectBalance(stack, ledger, { deadlineMs: 30_000 });
          const delivered = ledger.acceptedMessages;
          expect(delivered).toBeGreaterThanOrEqual(accepted);

          await rm(join(disk, 'filler'));
          await eventually(async () => expect(await answer(large)).toMatch(/^250 /), { deadlineMs: 20_000 });
          expect(await answer(small)).toMatch(/^250 /);
          await expectBalance(stack, ledger);
          // What was delivered meanwhile cannot be delivered anew, and whoever asks for it is told so.
          await organizationCommand(stack, 'resubmit', 'add', '--start', started);
          await stack.stopService('hub-transport');
          expect(await lacking()).toBe(delivered);
        });
      });
    },
    180_000,
  );
});
