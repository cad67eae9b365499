import { eventually } from '@mailyard/testing';

import { message } from '../mail/message.js';
import { answerRequest, requests } from '../mail/moderator.js';
import { submit } from '../mail/send.js';
import { organizationText } from '../stack/organization.js';
import { queuedCount } from '../stack/queues.js';
import { Services } from '../stack/services.js';
import type { Mailbox } from '../stack/site.js';

const moderated = (Name: string, Members: readonly string[]) => ({
  Name,
  PrimarySmtpAddress: `${Name}@contoso.com`,
  Members,
  ModerationEnabled: true,
  ModeratedBy: ['alice'],
  RequireSenderAuthenticationEnabled: false,
});

let stack: Services;
beforeAll(async () => {
  stack = await Services.start({
    organization: organizationText({
      more: {
        DistributionGroups: [moderated('board', ['bob', 'carol']), moderated('council', ['carol'])],
        TransportRules: [
          {
            Name: 'Ask',
            SubjectContainsWords: ['contract'],
            ModerateMessageByUser: ['alice'],
            PrependSubject: '! ',
          },
        ],
      },
    }),
  });
}, 60_000);
afterAll(() => stack.stop(), 60_000);

/** Subjects of what somebody has of a message. */
async function subjects(name: Mailbox, id: string): Promise<readonly string[]> {
  const received = await stack.site.mailbox(name).messages();
  return received.filter((stored) => stored.id === id).flatMap((stored) => stored.fields('Subject'));
}

/** Approves of everything that alice is asked about a message, one after the other. */
async function approve(id: string, count: number): Promise<void> {
  const about = await eventually(
    async () => {
      const found = (await requests(stack.site)).filter(({ body }) => body.includes(id));
      return found.length === count && found;
    },
    { what: `${count} requests` },
  );
  let left = count;
  for (const request of about) {
    await answerRequest(stack.site, request, 'Approve');
    left -= 1;
    await emptied(left);
  }
}

/** But for those that wait for alice. */
const emptied = (waiting = 0) =>
  eventually(async () => (await queuedCount(stack.redis)) === waiting, { what: 'empty queues' });

it('whoever has a message gets it no second time through groups that waited for a moderator', async () => {
  const sent = message();
  await submit(stack.site.port(25), sent, {
    to: ['board@contoso.com', 'council@contoso.com', 'bob@contoso.com'],
  });
  await eventually(async () => (await subjects('bob', sent.id)).length === 1, { what: 'bob’s message' });
  await approve(sent.id, 2);
  expect(await subjects('bob', sent.id)).toEqual(['test']);
  // In both groups.
  expect(await subjects('carol', sent.id)).toEqual(['test']);
});

it('a mail flow rule lets a message wait for those whom it means, and acts once it is approved', async () => {
  const sent = message({ subject: 'the contract' });
  await submit(stack.site.port(25), sent, { to: ['bob@contoso.com', 'carol@contoso.com'] });
  await approve(sent.id, 1);
  expect(await subjects('bob', sent.id)).toEqual(['! the contract']);
  expect(await subjects('carol', sent.id)).toEqual(['! the contract']);
});
