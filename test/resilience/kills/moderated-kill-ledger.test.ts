import { eventually } from '@mailyard/testing';

import { expectBalance, Ledger } from '../../mail/ledger.js';
import type { MaildirMessage } from '../../mail/maildir.js';
import { message } from '../../mail/message.js';
import { answerRequest, requests } from '../../mail/moderator.js';
import { Launched, type LaunchedService } from '../../stack/launched.js';
import { organizationCommand } from '../../stack/organization-command.js';
import { organizationText } from '../../stack/organization.js';
import { queueDepths } from '../../stack/queues.js';
import { SteadyLoad } from '../load/steady-load.js';

/** Of each decision. */
const messagesMin = 15;
const board = 'board@contoso.com';

interface Listed {
  readonly internalId: string;
  readonly messageId: string;
}

let stack: Launched;
beforeAll(async () => {
  stack = await Launched.start({
    organization: organizationText({
      more: {
        DistributionGroups: [
          {
            Name: 'board',
            PrimarySmtpAddress: board,
            Members: ['carol'],
            ModerationEnabled: true,
            ModeratedBy: ['alice'],
            RequireSenderAuthenticationEnabled: false,
          },
        ],
      },
    }),
  });
}, 90_000);
afterAll(() => stack.stop(), 90_000);

/** Until it is there again. */
async function kill(name: LaunchedService): Promise<void> {
  const found = await eventually(async () => (await stack.process(name)) ?? false, {
    deadlineMs: 20_000,
    what: name,
  });
  process.kill(found.pid, 'SIGKILL');
  await eventually(async () => ((await stack.process(name))?.pid ?? found.pid) !== found.pid, {
    deadlineMs: 20_000,
    what: `${name} again`,
  });
}

/** How many wait for a moderator; undefined while others are on their way. */
async function waiting(): Promise<number | undefined> {
  const { Moderation = 0, ...others } = Object.fromEntries(await queueDepths(stack.redis));
  return Object.keys(others).length === 0 ? Moderation : undefined;
}

/** Message-ID of what a request encloses, whose own is the first one. */
function about(request: MaildirMessage): string {
  const [, enclosed] = [...request.octets.toString().matchAll(/^Message-ID: ?(<[^>]+>)/gim)];
  return enclosed?.[1] ?? '';
}

/** Again until alice has a 250. */
async function answer(request: MaildirMessage, text: string): Promise<void> {
  await eventually(
    async () => {
      try {
        return await answerRequest(stack.site, request, text);
      } catch {
        return false;
      }
    },
    { deadlineMs: 30_000, what: 'a 250 for the answer' },
  );
}

it('what waits for a moderator is neither lost nor decided twice, whichever process is killed when', async () => {
  const ledger = new Ledger();
  const approvals = new Map<string, boolean>();
  const load = new SteadyLoad({ port: stack.site.port(25) }, ledger, () => {
    const sent = message();
    const approved = approvals.size % 2 === 0;
    approvals.set(sent.id, approved);
    return {
      sent,
      envelope: { from: 'bob@contoso.com', to: [board] },
      recipients: [approved ? 'carol' : board],
    };
  });
  for (const victim of ['hub-transport', 'redis-server', 'hub-transport'] as const) await kill(victim);
  await eventually(() => ledger.acceptedMessages >= 2 * messagesMin, {
    deadlineMs: 30_000,
    what: 'enough messages',
  });
  await load.end();

  const asked = await eventually(
    async () => {
      const found = new Map((await requests(stack.site)).map((request) => [about(request), request]));
      return found.size >= ledger.acceptedMessages && (await waiting()) === found.size && found;
    },
    { deadlineMs: 30_000, what: 'a request about each message' },
  );
  const [[byCommand = ''] = [], ...byMail] = [...asked.keys()].map((id) => [id]);
  const killing = (async () => {
    for (const victim of ['hub-transport', 'mailbox-delivery', 'redis-server'] as const) await kill(victim);
  })();
  for (const [id = ''] of byMail) {
    const request = asked.get(id);
    const text = approvals.get(id) === true ? 'Approve' : 'Reject\r\n\r\nNot now.';
    if (request !== undefined) await answer(request, text);
  }
  await killing;
  await eventually(async () => (await waiting()) === 1, { deadlineMs: 60_000, what: 'all decided but one' });

  const listed = await organizationCommand(stack, 'message', 'list', '--queue', 'Moderation', '--json');
  const [{ internalId, messageId }] = JSON.parse(listed.output) as readonly [Listed];
  expect(messageId).toBe(byCommand);
  const order =
    approvals.get(byCommand) === true ? ['approve', internalId] : ['reject', internalId, '--comment', 'No.'];
  expect(await organizationCommand(stack, 'message', ...order)).toMatchObject({ code: 0 });
  expect(await organizationCommand(stack, 'message', ...order)).toMatchObject({ code: 1 });

  const balance = await expectBalance(stack, ledger, { deadlineMs: 45_000, duplicatesMax: 8 });
  expect(balance.failed).toBeGreaterThan(0);
  expect(balance.delivered + balance.failed).toBe(balance.accepted);
}, 240_000);
