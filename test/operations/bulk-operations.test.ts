import { eventually } from '@mailyard/testing';

import { expectBalance, Ledger } from '../mail/ledger.js';
import { message } from '../mail/message.js';
import { submit } from '../mail/send.js';
import { organizationCommand } from '../stack/organization-command.js';
import { queueDepths } from '../stack/queues.js';
import { Services } from '../stack/services.js';

const messages = 300;
const atOnce = 20;
const from = 'bob@contoso.com';

let stack: Services;
beforeAll(async () => (stack = await Services.start()), 60_000);
afterAll(() => stack.stop(), 60_000);

const command = (...args: readonly string[]) => organizationCommand(stack, ...args);

/** Of the first operation: with how many messages nothing has been done yet. */
const remaining = () => stack.redis.zcard('{mailyard:MBX01}:operation:1:targets');

it('a removal of many messages goes on where the only hub was killed amid it: every sender is told once', async () => {
  await stack.kill('mailbox-delivery');
  const waiting = async () => (await queueDepths(stack.redis)).get('SmtpDeliveryToMailbox.DB01') ?? 0;
  const sent = Array.from({ length: messages }, () => message());
  const submitted = (each: (typeof sent)[number]): Promise<unknown> =>
    submit(stack.site.port(25), each, { from, to: ['alice@contoso.com'] });
  // With the first one there is a queue.
  await Promise.all(sent.slice(0, 1).map(submitted));
  expect((await command('suspend', 'DB01')).code).toBe(0);
  for (let first = 1; first < messages; first += atOnce) {
    await Promise.all(sent.slice(first, first + atOnce).map(submitted));
  }
  await eventually(async () => expect(await waiting()).toBe(messages));

  const ordered = command('message', 'remove', '--queue', 'DB01', '--undo', '0', '--yes');
  await eventually(
    async () => {
      const left = await remaining();
      return left > 0 && left < messages;
    },
    { intervalMs: 2, deadlineMs: 30_000, what: 'a removal that has begun' },
  );
  await stack.kill('hub-transport');
  const left = await remaining();
  expect((await ordered).code).toBe(0);
  await stack.startService('hub-transport');
  await eventually(async () => expect(await remaining()).toBe(0), { deadlineMs: 40_000 });
  console.log(`killed with ${left} of ${messages} messages left`);

  await stack.startService('mailbox-delivery');
  expect((await command('resume', 'DB01')).code).toBe(0);
  const ledger = new Ledger();
  for (const { id } of sent) ledger.accept(id, ['alice@contoso.com']);
  const { failed } = await expectBalance(stack, ledger, { deadlineMs: 60_000 });
  expect(failed).toBe(messages);
  // One notification for each.
  expect(await stack.site.mailbox('bob').messages()).toHaveLength(messages);
  expect(await stack.site.mailbox('alice').messages()).toEqual([]);
}, 180_000);
