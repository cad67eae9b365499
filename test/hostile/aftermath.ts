import { expectBalance, Ledger } from '../mail/ledger.js';
import { message } from '../mail/message.js';
import { submit } from '../mail/send.js';
import type { Services } from '../stack/services.js';

/** Whatever was done to it: the service works, nothing is left in a queue, and alice has got nothing. */
export async function expectUnharmed(stack: Services): Promise<void> {
  const ledger = new Ledger();
  const sent = message({ to: 'carol@contoso.com' });
  await submit(stack.site.port(25), sent, { to: ['carol@contoso.com'] });
  ledger.accept(sent.id, ['carol']);
  await expectBalance(stack, ledger);
  expect(await stack.site.mailbox('alice').messages()).toEqual([]);
}
