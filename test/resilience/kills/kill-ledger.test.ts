import { randomInt } from 'node:crypto';

import { eventually } from '@mailyard/testing';

import { expectBalance, Ledger } from '../../mail/ledger.js';
import { message } from '../../mail/message.js';
import { Launched, launchedServices } from '../../stack/launched.js';
import { organizationText } from '../../stack/organization.js';
import { carryOut, killPlan, seededRandom } from './kill-plan.js';
import { SteadyLoad } from '../load/steady-load.js';

const messagesMin = 500;
/** Deliveries of one hub at one time; so many can be repeated after a kill. */
const lanes = 4;
const seed = Number(process.env['KILL_SEED'] ?? randomInt(2 ** 31));

describe.each([1, 2])(
  'kill ledger: nothing acknowledged is lost, whichever of %i processes of a service is killed (P2)',
  (processes) => {
    let stack: Launched;

    beforeAll(async () => {
      stack = await Launched.start({
        organization: organizationText({ transportSettings: { MaxConcurrentMailboxDeliveries: lanes } }),
        env: { MAILYARD_PROCESSES: String(processes) },
      });
    }, 90_000);
    afterAll(() => stack.stop(), 90_000);

    it(`every 250 is found, duplicates at most the deliveries in flight at a kill (KILL_SEED=${seed})`, async () => {
      const plan = killPlan(launchedServices, { times: 3, random: seededRandom(seed), pauseMsMax: 2500 });
      const ledger = new Ledger();
      const load = new SteadyLoad({ port: stack.site.port(25) }, ledger, () => ({
        sent: message({ body: `${'x'.repeat(70)}\r\n`.repeat(30) }),
        envelope: {},
        recipients: ['alice'],
      }));
      await carryOut(plan, stack);
      await eventually(() => ledger.acceptedMessages >= messagesMin, {
        deadlineMs: 30_000,
        what: 'enough messages',
      });
      const unacknowledged = await load.end();

      // A dead Front End repeats nothing: what it had not passed on has no 250.
      const risky = plan.filter(({ victim }) => victim !== 'front-end-transport').length;
      const bound = risky * lanes * processes;
      const balance = await expectBalance(stack, ledger, { deadlineMs: 45_000, duplicatesMax: bound });
      const killed = plan.map(({ victim }) => victim).join(', ');
      console.log(
        `seed ${seed}; killed ${killed}; accepted ${balance.accepted}, delivered ${balance.delivered}, ` +
          `duplicates ${balance.duplicates} of at most ${bound}, attempts without 250 ${unacknowledged}`,
      );
      expect(balance.failed).toBe(0);
    }, 120_000);
  },
);
