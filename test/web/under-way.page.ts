import { message } from '../mail/message.js';
import { submit } from '../mail/send.js';
import { inBrowser } from './browser.js';
import { order } from './order.js';
import { visit } from './stack.js';

inBrowser('What is under way', () => {
  const { visitor, site } = visit('/dashboard');
  const from = 'bulk@example.net';
  const to = ['carol@contoso.com'];
  const send = (subject: string) => submit(site().port(25), message({ from, subject }), { from, to });

  beforeAll(async () => {
    await send('one for carol');
    await order(site(), 'Suspend-Queue', { queue: 'DB01' });
    for (const number of [1, 2, 3]) await send(`Bulk ${number}`);
  }, 30_000);
  afterAll(() => order(site(), 'Resume-Queue', { queue: 'DB01' }));

  it('stands in the bar on every page, with its number, what it does and Undo (§2.1)', async () => {
    const { page } = visitor();
    expect(await page.getByRole('button', { name: /under way/ }).count()).toBe(0);
    const removal = { order: { kind: 'Remove', withNDR: false }, where: `FromAddress -eq '${from}'` };
    const { id } = (await order(site(), 'New-MessageOperation', removal)) as { readonly id: string };
    await order(site(), 'Confirm-MessageOperation', { operation: id, expected: 3 });
    const running = page.getByRole('button', { name: '1 operation under way' });
    await running.waitFor();
    await visitor().open('/recipients/mailboxes');
    await running.click();
    const list = page.getByRole('dialog', { name: 'Under way' });
    await list.getByText(/0 of 3 · admin/).waitFor();
    await visitor().expectGood('operations-under-way');
    await list.getByRole('button', { name: 'Undo' }).click();
    await running.waitFor({ state: 'detached' });
    const { rows } = (await order(site(), 'Get-Message', {})) as {
      readonly rows: readonly { readonly from: string; readonly heldBy?: string }[];
    };
    const left = rows.filter((each) => each.from === from && each.heldBy === undefined);
    expect(left).toHaveLength(3);
  });
});
