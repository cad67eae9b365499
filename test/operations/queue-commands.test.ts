import { eventually } from '@mailyard/testing';

import { expectBalance, Ledger } from '../mail/ledger.js';
import { message } from '../mail/message.js';
import { submit } from '../mail/send.js';
import { organizationCommand } from '../stack/organization-command.js';
import { Services } from '../stack/services.js';

interface Listed {
  readonly internalId: string;
  readonly messageId: string;
  readonly status: string;
}

let stack: Services;
const command = (...args: readonly string[]) => organizationCommand(stack, ...args);
const listed = async () =>
  JSON.parse((await command('message', 'list', '--json')).output) as readonly Listed[];
const to = ['alice@contoso.com', 'carol@contoso.com'];

beforeAll(async () => (stack = await Services.start()), 60_000);
afterAll(() => stack.stop(), 60_000);

it('a message that is removed is not delivered, its sender is told unless that is not wanted, and nothing else is lost', async () => {
  const ledger = new Ledger();
  const [told, silent, kept] = [message(), message(), message()];
  await stack.kill('mailbox-delivery');
  const port = stack.site.port(25);
  for (const sent of [told, silent, kept]) await submit(port, sent, { from: 'bob@contoso.com', to });
  ledger.accept(told.id, to);
  ledger.accept(kept.id, ['alice', 'carol']);

  expect((await command('suspend', 'DB01')).code).toBe(0);
  await eventually(async () => (await listed()).every(({ status }) => status !== 'Active'), {
    what: 'the end of attempts under way',
  });
  const idOf = new Map((await listed()).map(({ messageId, internalId }) => [messageId, internalId]));
  expect(idOf.size).toBe(3);
  expect(await command('message', 'remove', idOf.get(told.id) ?? '')).toMatchObject({
    code: 0,
    output: expect.stringContaining('removed, its sender is told'),
  });
  expect((await command('message', 'remove', idOf.get(silent.id) ?? '', '--no-ndr')).code).toBe(0);
  await stack.startService('mailbox-delivery');
  expect((await command('resume', 'DB01')).code).toBe(0);
  expect((await command('retry', '--all')).code).toBe(0);
  await expectBalance(stack, ledger);
  for (const name of ['alice', 'bob', 'carol'] as const) {
    const stored = await stack.site.mailbox(name).messages();
    expect(stored.map(({ id }) => id)).not.toContain(silent.id);
    expect(stored.map(({ id }) => id)).not.toContain(told.id);
  }
}, 60_000);

it('help tells of all commands, of some, of one; a wrong line is one line and exit code 2', async () => {
  for (const [words, told] of [
    [['--help'], /^ {2}retry /m],
    [['mailbox', '--help'], /^ {2}mailbox add NAME/m],
    [['mailbox', 'add', '--help'], /-- mailbox add NAME/],
  ] as const) {
    expect(await command(...words)).toMatchObject({ code: 0, output: expect.stringMatching(told) });
  }
  for (const words of [['retry'], ['message', 'show', 'x'], ['frob']]) {
    const wrong = await command(...words);
    expect(wrong.code).toBe(2);
    expect(wrong.output.trim().split('\n')).toHaveLength(1);
  }
  const half = await command('domain');
  expect(half).toMatchObject({
    code: 2,
    output: expect.stringMatching(/^no command domain, but domain add, domain list;/),
  });
}, 60_000);
