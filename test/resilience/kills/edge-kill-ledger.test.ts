import { randomInt, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

import { Directory, mailContactSchema } from '@mailyard/directory';
import { eventually } from '@mailyard/testing';

import { expectBalance, Ledger } from '../../mail/ledger.js';
import { message } from '../../mail/message.js';
import { edgeServices, launchedServices, type Launched, type LaunchedService } from '../../stack/launched.js';
import { ordered, Perimeter, printerAddress } from '../../stack/perimeter.js';
import { SteadyLoad, type Attempt } from '../load/steady-load.js';
import { kill, killPlan, seededRandom } from './kill-plan.js';

const messagesMin = 200;
/** Messages under way at a time between two systems, any of which a kill may repeat. */
const inFlightMax = 40;
const seed = Number(process.env['KILL_SEED'] ?? randomInt(2 ** 31));
const stranger = 'someone@outside.example';
const gone = 'gone@outside.example';
const nobody = 'nobody@contoso.com';
/** A refusal costs a connection. */
const inward = [...Array.from({ length: 9 }, () => 'bob@contoso.com'), nobody];

/** Each system with what of it is killed. */
type Victim = readonly [system: 'edge' | 'inside', service: LaunchedService];
const ofMail: readonly Victim[] = [
  ...edgeServices.map((service) => ['edge', service] as const),
  ...launchedServices.map((service) => ['inside', service] as const),
];
/** Who takes bundles, and who pushes them. */
const ofEdgeSync: readonly Victim[] = [
  ['edge', 'admin-center'],
  ['inside', 'admin-center'],
];
const victims = [...ofMail, ...ofMail, ...ofEdgeSync];

/** Somebody new again and again, so that bundles are under way at the kills. */
class Newcomers {
  #ends = false;
  #count = 0;
  readonly #coming: Promise<void>;

  constructor(private readonly directory: Directory) {
    this.#coming = this.#come();
  }

  static async start({ redis }: Launched): Promise<Newcomers> {
    return new Newcomers(await Directory.open({ redis: redis.duplicate() }));
  }

  async end(): Promise<number> {
    this.#ends = true;
    await this.#coming;
    this.directory.close();
    return this.#count;
  }

  async #come(): Promise<void> {
    while (!this.#ends) {
      const Name = `newcomer${this.#count}`;
      const ExternalEmailAddress = `${Name}@outside.example`;
      const addresses = { PrimarySmtpAddress: `${Name}@contoso.com`, ExternalEmailAddress };
      const contact = mailContactSchema.parse({ Guid: randomUUID(), Name, ...addresses });
      // Redis is killed, too.
      const isThere = await this.directory
        .update(() => ({ put: { MailContacts: [contact] } }))
        .then(() => true)
        .catch(() => false);
      if (isThere) this.#count += 1;
      await pause(200);
    }
  }
}

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

describe('kill ledger through a subscribed Edge: Internet, Edge, organization and back (P2, edge flows F1 to F4)', () => {
  let perimeter: Perimeter;

  beforeAll(async () => {
    perimeter = await Perimeter.start({
      says: (line) => (line.startsWith(`RCPT TO:<${gone}>`) ? '550 5.1.1 No such user here\r\n' : undefined),
    });
  }, 120_000);
  afterAll(() => perimeter.stop(), 120_000);

  it(`every 250 is found, duplicates at most what was in flight at a kill (KILL_SEED=${seed})`, async () => {
    const { edge, inside, outside } = perimeter;
    const plan = killPlan(victims, { times: 1, random: seededRandom(seed), pauseMsMax: 2000 });
    const ledger = new Ledger();
    const newcomers = await Newcomers.start(inside);
    const loads = [
      // Whoever is not there is refused all the time, whatever is killed.
      new SteadyLoad({ port: edge.site.port(25) }, ledger, turns(stranger, inward)),
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
    await eventually(() => expect(ledger.acceptedMessages).toBeGreaterThanOrEqual(messagesMin), {
      deadlineMs: 30_000,
      what: 'enough messages',
    });
    const came = await newcomers.end();
    const unacknowledged = (await Promise.all(loads.map((load) => load.end()))).reduce((a, b) => a + b);

    const bound = plan.length * inFlightMax;
    const counted = { site: inside.site, redis: inside.redis, edge: edge.redis, hosts: [outside] };
    const balance = await expectBalance(counted, ledger, { deadlineMs: 90_000, duplicatesMax: bound });
    const killed = plan.map(({ victim }) => victim.join(' ')).join(', ');
    console.log(
      `seed ${seed}; killed ${killed}; accepted ${balance.accepted}, delivered ${balance.delivered}, ` +
        `failed ${balance.failed}, duplicates ${balance.duplicates} of at most ${bound}, ` +
        `attempts without 250 ${unacknowledged}; ${came} recipients came meanwhile`,
    );
    expect(balance.failed).toBeGreaterThan(0);
    expect(ledger.acceptedOf(nobody)).toBe(0);
    // What was pushed and taken amid the kills is whole: everybody who came is known at the Edge.
    const compared = '(Test-EdgeSynchronization -FullCompareMode).SyncStatus';
    await eventually(async () => expect(await ordered(inside, compared)).toBe('Normal\n'), {
      deadlineMs: 20_000,
      what: 'the Edge to be as the organization is',
    });
    const asked = [came - 1, came].map(
      (index) => `(Test-EdgeSynchronization -VerifyRecipient newcomer${index}@contoso.com).RecipientFound`,
    );
    expect(await ordered(inside, asked.join('; '))).toBe('True\nFalse\n');
  }, 180_000);
});
