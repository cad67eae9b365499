import { randomInt } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

import { eventually } from '@mailyard/testing';

import { expectBalance, Ledger } from '../../mail/ledger.js';
import { message } from '../../mail/message.js';
import { Services, type ServiceName } from '../../stack/services.js';
import { seededRandom } from '../kills/kill-plan.js';
import { SteadyLoad } from '../load/steady-load.js';

const seed = Number(process.env['FREEZE_SEED'] ?? randomInt(2 ** 31));
const rounds = Number(process.env['FREEZE_ROUNDS'] ?? 3);
const body = `${'x'.repeat(70)}\r\n`.repeat(30);
/** Longer than the lock of a job, two looks for stalled ones, and the time for another hub to deliver. */
const frozenMsMax = 18_000;

const services: readonly ServiceName[] = [
  'mailbox-delivery',
  'second mailbox-delivery',
  'hub-transport',
  'second hub-transport',
];

describe('hubs and Mailbox Deliveries that stand still, one or several at a time, at any moment', () => {
  let stack: Services;

  beforeAll(async () => {
    stack = await Services.start({ services: [...services, 'front-end-transport'] });
  }, 90_000);
  afterAll(async () => {
    for (const name of services) signal(name, 'SIGCONT');
    await stack.stop();
  }, 90_000);

  function signal(name: ServiceName, what: 'SIGSTOP' | 'SIGCONT'): void {
    const { pid, running } = stack.service(name);
    if (running && pid !== undefined) process.kill(pid, what);
  }

  it(
    `deliver everything once (FREEZE_SEED=${seed})`,
    async () => {
      const random = seededRandom(seed);
      const ledger = new Ledger();
      const load = new SteadyLoad({ port: stack.site.port(25) }, ledger, () => ({
        sent: message({ body }),
        envelope: {},
        recipients: ['alice'],
      }));
      const frozen: string[] = [];
      for (let round = 0; round < rounds; round += 1) {
        const before = ledger.acceptedMessages;
        await eventually(() => ledger.acceptedMessages > before + 30, { deadlineMs: 60_000, what: 'load' });
        await pause(1_000 * random());
        // Somebody has to go on, or nothing would have been delivered meanwhile.
        const some = services.filter(() => random() < 0.5).slice(0, 3);
        for (const name of some) {
          signal(name, 'SIGSTOP');
          await pause(200 * random());
        }
        await pause(frozenMsMax * (0.2 + 0.8 * random()));
        for (const name of some.toSorted(() => random() - 0.5)) {
          signal(name, 'SIGCONT');
          await pause(200 * random());
        }
        frozen.push(some.join(' + ') || 'nobody');
      }
      await load.end();
      const { delivered } = await expectBalance(stack, ledger, { deadlineMs: 90_000 });
      console.log(`seed ${seed}; frozen ${frozen.join(', ')}; delivered ${delivered}`);
    },
    120_000 + 60_000 * rounds,
  );
});
