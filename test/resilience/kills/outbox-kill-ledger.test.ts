import { randomInt } from 'node:crypto';
import { join } from 'node:path';

import { eventually } from '@mailyard/testing';

import type { MaildirMessage } from '../../mail/maildir.js';
import { OutboxFolder } from '../../mail/outbox-folder.js';
import { Launched } from '../../stack/launched.js';
import { carryOut, killPlan, seededRandom } from './kill-plan.js';

const messagesMin = 150;
const waitingMax = 40;
const victims = ['mailbox-submission', 'hub-transport', 'redis-server'] as const;
const seed = Number(process.env['KILL_SEED'] ?? randomInt(2 ** 31));

/** One message for bob, and one that alice may not send. */
function pair(number: number): readonly string[] {
  const body = 'x'.repeat(70) + '\n';
  return [
    `From: alice@contoso.com\nTo: bob@contoso.com\nMessage-ID: <sent.${number}@outbox>\n\n${body.repeat(20)}`,
    `From: bob@contoso.com\nTo: carol@contoso.com\nMessage-ID: <returned.${number}@outbox>\n\n${body}`,
  ];
}

/** What the hub gave it when it took it: copies of one delivery that was repeated have the same. */
const acceptanceOf = (stored: MaildirMessage): string =>
  stored.fields('X-MS-Exchange-Organization-Network-Message-Id')[0] ?? '';

function acceptances(
  stored: readonly MaildirMessage[],
  nameIn: RegExp,
): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const each of stored) {
    const name = nameIn.exec(each.octets.toString())?.[0];
    if (name !== undefined) found.set(name, (found.get(name) ?? new Set()).add(acceptanceOf(each)));
  }
  return found;
}

describe('kill ledger of Outboxes: what is put there is sent once, or comes back once, whoever is killed', () => {
  let stack: Launched;

  beforeAll(async () => {
    stack = await Launched.start();
  }, 90_000);
  afterAll(() => stack.stop(), 90_000);

  it(`no message is lost, and none is accepted twice (KILL_SEED=${seed})`, async () => {
    const plan = killPlan(victims, { times: 3, random: seededRandom(seed), pauseMsMax: 1500 });
    const alice = new OutboxFolder(join(stack.site.dataDir, 'mailboxes/DB01/alice'));
    let count = 0;
    let over = false;
    const writing = (async () => {
      while (!over || count < messagesMin) {
        await eventually(async () => (await alice.names('Outbox')).length < waitingMax, {
          deadlineMs: 60_000,
        });
        for (const text of pair((count += 1))) await alice.put(text);
      }
    })();
    await carryOut(plan, stack);
    over = true;
    await writing;
    await eventually(async () => (await alice.names('Outbox')).length === 0, {
      deadlineMs: 60_000,
      what: 'an empty Outbox',
    });
    const expected = Array.from({ length: count }, (_, index) => index + 1);
    const [sent, returned] = await eventually(
      async () => {
        const found = [
          acceptances(await stack.site.mailbox('bob').messages(), /<sent\.\d+@outbox>/),
          acceptances(await stack.site.mailbox('alice').messages(), /<returned\.\d+@outbox>/),
        ] as const;
        return found.every(({ size }) => size === count) && found;
      },
      { deadlineMs: 60_000, what: `${count} messages and ${count} reports` },
    );
    for (const [found, name] of [
      [sent, 'sent'],
      [returned, 'returned'],
    ] as const) {
      expect(expected.filter((number) => found.get(`<${name}.${number}@outbox>`)?.size !== 1)).toEqual([]);
    }
    expect([(await alice.names('Sent')).length, (await alice.names('Drafts')).length]).toEqual([
      count,
      count,
    ]);
    expect(await stack.site.mailbox('carol').messages()).toEqual([]);
    console.log(`seed ${seed}; killed ${plan.map(({ victim }) => victim).join(', ')}; ${count} of each`);
  }, 180_000);
});
