import { randomInt } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

import { eventually } from '@mailyard/testing';

import { expectBalance, Ledger } from '../mail/ledger.js';
import { message } from '../mail/message.js';
import { greeted, transact } from '../mail/send.js';
import { Launched, launchedServices, type LaunchedService } from '../stack/launched.js';
import { organizationText } from '../stack/organization.js';
import { killPlan, seededRandom, type Kill } from './kill-plan.js';

const messagesMin = 500;
const clients = 6;
/** A steady stream through all kills, not a flood before the first. */
const pauseBetweenMessagesMs = 40;
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
      const load = { ends: false };
      const senders = Array.from({ length: clients }, () => send(ledger, load));
      for (const kill of plan) await carryOut(kill);
      await eventually(() => ledger.acceptedMessages >= messagesMin, {
        deadlineMs: 30_000,
        what: 'enough messages',
      });
      load.ends = true;
      const unacknowledged = (await Promise.all(senders)).reduce((sum, count) => sum + count, 0);

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

    async function carryOut({ victim, afterMs }: Kill<LaunchedService>): Promise<void> {
      await pause(afterMs);
      // Restarts take a moment; the plan goes on with a process that is there.
      const { pid } = await eventually(async () => (await stack.process(victim)) ?? false, {
        deadlineMs: 20_000,
        what: `${victim} to be running`,
      });
      process.kill(pid, 'SIGKILL');
    }

    /** Sends until told to end, whatever happens; returns how many attempts had no final reply or a refusal. */
    async function send(ledger: Ledger, load: { readonly ends: boolean }): Promise<number> {
      let unacknowledged = 0;
      while (!load.ends) {
        try {
          const client = await greeted(stack.site.port(25));
          unacknowledged += await sendOver(client, ledger, load).finally(() => client.close());
        } catch {
          unacknowledged++; // The connection broke or timed out: that attempt's message may or may not arrive.
          await pause(20);
        }
      }
      return unacknowledged;
    }

    async function sendOver(
      client: Awaited<ReturnType<typeof greeted>>,
      ledger: Ledger,
      load: { readonly ends: boolean },
    ): Promise<number> {
      let refused = 0;
      while (!load.ends) {
        // Each attempt has its own id, so one without a reply is never mistaken for one with.
        const sent = message({ body: `${'x'.repeat(70)}\r\n`.repeat(30) });
        const { code } = await transact(client, sent);
        if (code === 250) ledger.accept(sent.id, ['alice']);
        else refused++;
        await pause(pauseBetweenMessagesMs);
      }
      return refused;
    }
  },
);
