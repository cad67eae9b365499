import { randomInt } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

import { eventually } from '@mailyard/testing';

import { expectBalance, Ledger } from '../../mail/ledger.js';
import { message } from '../../mail/message.js';
import { edgeServices, launchedServices, type LaunchedService } from '../../stack/launched.js';
import { Perimeter, printerAddress } from '../../stack/perimeter.js';
import { SteadyLoad, type Attempt } from '../load/steady-load.js';
import { kill, killPlan, seededRandom } from './kill-plan.js';

const messagesMin = 200;
/** Messages under way at a time between two systems, any of which a kill may repeat. */
const inFlightMax = 40;
const seed = Number(process.env['KILL_SEED'] ?? randomInt(2 ** 31));
const stranger = 'someone@outside.example';
const gone = 'gone@outside.example';
const nobody = 'nobody@contoso.com';

/** Each system with what of it is killed. */
type Victim = readonly [system: 'edge' | 'inside', service: LaunchedService];
const victims: readonly Victim[] = [
  ...edgeServices.map((service) => ['edge', service] as const),
  ...launchedServices.map((service) => ['inside', service] as const),
];

/** One to each of them in turn. */
function turns(from: string, to: readonly string[]): () => Attempt {
  let turn = 0;
  return () => {
    const recipient = to[turn++ % to.length] ?? stranger;
    const sent = message({ from, to: recipient, body: `${'x'.repeat(70)}\r\n`.repeat(30) });
    return {
      sent,
      envelope: { from, to: [recipient] },
      recipients: [recipient === 'bob@contoso.com' ? 'bob' : recipient],
    };
  };
}

describe('kill ledger through an Edge: Internet, Edge, organization and back (P2, edge flows F1 to F4)', () => {
  let perimeter: Perimeter;

  beforeAll(async () => {
    perimeter = await Perimeter.start({
      says: (line) => (line.startsWith(`RCPT TO:<${gone}>`) ? '550 5.1.1 No such user here\r\n' : undefined),
    });
  }, 120_000);
  afterAll(() => perimeter.stop(), 120_000);

  it(`every 250 is found, duplicates at most what was in flight at a kill (KILL_SEED=${seed})`, async () => {
    const { edge, inside, outside } = perimeter;
    const plan = killPlan(victims, { times: 2, random: seededRandom(seed), pauseMsMax: 2500 });
    const ledger = new Ledger();
    const loads = [
      // Whether nobody is there the Edge does not know: the organization refuses, and the Edge tells the stranger.
      new SteadyLoad({ port: edge.site.port(25) }, ledger, turns(stranger, ['bob@contoso.com', nobody])),
      new SteadyLoad(
        { port: inside.site.port(25), localAddress: printerAddress },
        ledger,
        turns('alice@contoso.com', [stranger, gone]),
      ),
    ];
    for (const { victim, afterMs } of plan) {
      await pause(afterMs);
      await kill(victim[1], perimeter[victim[0]]);
    }
    await eventually(() => ledger.acceptedMessages >= messagesMin, {
      deadlineMs: 30_000,
      what: 'enough messages',
    });
    const unacknowledged = (await Promise.all(loads.map((load) => load.end()))).reduce((a, b) => a + b);

    const bound = plan.length * inFlightMax;
    const counted = { site: inside.site, redis: inside.redis, edge: edge.redis, hosts: [outside] };
    const balance = await expectBalance(counted, ledger, { deadlineMs: 90_000, duplicatesMax: bound });
    const killed = plan.map(({ victim }) => victim.join(' ')).join(', ');
    console.log(
      `seed ${seed}; killed ${killed}; accepted ${balance.accepted}, delivered ${balance.delivered}, ` +
        `failed ${balance.failed}, duplicates ${balance.duplicates} of at most ${bound}, ` +
        `attempts without 250 ${unacknowledged}`,
    );
    expect(balance.failed).toBeGreaterThan(0);
  }, 180_000);
});
