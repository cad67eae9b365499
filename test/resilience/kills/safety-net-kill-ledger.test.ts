import { randomInt } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { eventually } from '@mailyard/testing';

import { expectBalance, Ledger } from '../../mail/ledger.js';
import { message } from '../../mail/message.js';
import { Launched, type LaunchedService } from '../../stack/launched.js';
import { organizationCommand } from '../../stack/organization-command.js';
import { organizationText } from '../../stack/organization.js';
import { carryOut, killPlan, seededRandom } from './kill-plan.js';
import { SteadyLoad } from '../load/steady-load.js';

const seed = Number(process.env['KILL_SEED'] ?? randomInt(2 ** 31));
const victims: readonly LaunchedService[] = ['hub-transport', 'redis-server'];
const messagesMin = 300;
const line = `${'x'.repeat(70)}\r\n`;

describe('Safety Net, kill ledger: what was delivered can be delivered anew, whoever dies, and comes once', () => {
  let stack: Launched;

  beforeAll(async () => {
    stack = await Launched.start({
      organization: organizationText({ transportSettings: { SafetyNetHoldTime: '01:00:00' } }),
    });
  }, 90_000);
  afterAll(() => stack.stop(), 90_000);

  /** A mailbox that comes from a backup of the time before. */
  async function emptyMailbox(): Promise<void> {
    for (const part of ['new', 'cur']) {
      const folder = join(stack.site.dataDir, 'mailboxes/DB01/alice', part);
      for (const name of await readdir(folder)) await rm(join(folder, name));
    }
  }

  async function isOver(): Promise<boolean> {
    const { output } = await organizationCommand(stack, 'resubmit', 'list');
    return output.includes('Completed');
  }

  it(`hubs and Redis, while it is filled and while it is emptied (KILL_SEED=${seed})`, async () => {
    const random = seededRandom(seed);
    const started = new Date().toISOString();
    const ledger = new Ledger();
    let count = 0;
    const load = new SteadyLoad({ port: stack.site.port(25) }, ledger, () => {
      count += 1;
      // Every tenth has its content in a file.
      const sent = message({ body: line.repeat(count % 10 === 0 ? 5_000 : 30) });
      return { sent, envelope: {}, recipients: ['alice'] };
    });
    await carryOut(killPlan(victims, { times: 3, random, pauseMsMax: 2_500 }), stack);
    await eventually(() => ledger.acceptedMessages >= messagesMin, { deadlineMs: 60_000, what: 'messages' });
    await load.end();
    await expectBalance(stack, ledger, { deadlineMs: 45_000 });

    await emptyMailbox();
    const { code } = await organizationCommand(stack, 'resubmit', 'add', '--start', started);
    expect(code).toBe(0);
    await carryOut(killPlan(victims, { times: 2, random, pauseMsMax: 1_500 }), stack);
    await eventually(isOver, { deadlineMs: 60_000, intervalMs: 1_000, what: 'the end of the request' });
    const { accepted } = await expectBalance(stack, ledger, { deadlineMs: 45_000 });
    console.log(`seed ${seed}; ${accepted} messages were delivered twice, each of them once at a time`);
  }, 240_000);
});
