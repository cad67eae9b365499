import { eventually } from '@mailyard/testing';

import { message } from '../../mail/message.js';
import { submit } from '../../mail/send.js';
import { ReceivingHost } from '../../stack/receiving-host.js';
import { sendConnector } from '../../stack/relay.js';
import { inBrowser } from '../browser.js';
import { order } from '../order.js';
import { visit } from '../stack.js';
import { device, exported, relay, relayed, shortRetries, slowRetries } from './task-parts.js';

/** The times are those of a machine that does nothing else. */
const factor = process.env['CI'] === undefined ? 5 : 10;

/** The system's share of a task, in milliseconds. */
async function within(ms: number, act: () => Promise<unknown>): Promise<void> {
  const start = performance.now();
  await act();
  expect(performance.now() - start).toBeLessThan(ms * factor);
}

inBrowser('The ten tasks (acceptance 47), and how long the system takes for its share of them', () => {
  const { visitor, site } = visit('/dashboard');
  let host: ReceivingHost;
  const row = (text: string | RegExp) => visitor().page.getByRole('row').filter({ hasText: text });
  const dialog = () => visitor().page.getByRole('dialog');
  const button = (name: string) => dialog().getByRole('button', { name, exact: true });
  const feature = (name: string) =>
    visitor().page.getByRole('navigation').getByRole('link', { name, exact: true }).first().click();
  const send = (subject: string, to = 'carol@contoso.com') =>
    submit(site().port(25), message({ from: 'erp@contoso.com', to, subject }), {
      from: 'erp@contoso.com',
      to: [to],
    });
  beforeAll(async () => {
    host = await ReceivingHost.start();
    await order(site(), 'New-SendConnector', { parameters: sendConnector('task', 9), force: true });
    await send('one for carol');
  }, 30_000);
  afterAll(async () => {
    await order(site(), 'Resume-Queue', { queue: 'DB01' });
    await order(site(), 'Set-TransportConfig', { parameters: shortRetries });
    for (const identity of ['To task', 'Task provider']) {
      await order(site(), 'Remove-SendConnector', { identity, force: true });
    }
    for (const name of ['Task printer', 'Task partner']) {
      await order(site(), 'Remove-ReceiveConnector', { identity: `MBX01\\${name}`, force: true });
    }
    await host[Symbol.asyncDispose]();
  }, 30_000);

  it('T1: the dashboard is usable 1.5 s after it was asked for, and its values are 2 s old', async () => {
    const tile = visitor().page.getByRole('list', { name: 'Now' }).getByRole('listitem');
    await within(1_500, async () => {
      await visitor().open('/dashboard');
      await tile.filter({ hasText: 'Messages waiting' }).getByText('in no delivery queue').waitFor();
    });
    await order(site(), 'Suspend-Queue', { queue: 'DB01' });
    await send('Task 0');
    await within(2_000, () =>
      tile.filter({ hasText: 'Messages waiting' }).getByText('in 1 delivery queue').waitFor(),
    );
  });

  it('T5: a printer may relay 1 s after Finish', async () => {
    const { page } = visitor();
    await feature('Mail flow');
    await page.getByRole('button', { name: 'Relay device' }).click();
    await dialog().getByLabel('Name of the device').fill('Task printer');
    await page.getByRole('listbox', { name: 'Remote network settings' }).focus();
    await visitor().keys('Insert');
    await page.getByLabel('IP address or IP address range').fill(device);
    await visitor().keys('Enter');
    await dialog().getByText('Anybody', { exact: true }).click();
    await within(1_000, async () => {
      await button('Finish').click();
      await row('Task printer').waitFor();
      await eventually(async () => expect(await relayed(site())).toMatch(/^250 /));
    });
  });

  it('T3: a queue in Retry says why, and is tried 1 s after the key', async () => {
    const { page } = visitor();
    await order(site(), 'Set-TransportConfig', { parameters: slowRetries });
    await relay(site(), 'Task relayed');
    await feature('Queues');
    await row('To task').filter({ hasText: 'Retry' }).click();
    await page
      .getByRole('complementary', { name: 'Details' })
      .getByText(/ECONNREFUSED/)
      .waitFor();
    await order(site(), 'Set-SendConnector', { identity: 'To task', parameters: { Port: host.port } });
    await within(1_000, async () => {
      await visitor().keys('r');
      await eventually(() => host.messages.length > 0);
    });
  });

  it('T2: a message is found by words of its subject in 1 s, and its way is shown in 0.5 s', async () => {
    const { page } = visitor();
    const sought = { messageSubject: 'Task relayed', eventId: ['SEND'] };
    await eventually(
      async () => {
        const { rows } = (await order(site(), 'Get-MessageTrackingLog', sought)) as { rows: unknown[] };
        return rows.length > 0;
      },
      { deadlineMs: 25_000, what: 'the event' },
    );
    await feature('Message tracking');
    await page.getByLabel('Words of the subject').fill('task relayed');
    await within(1_000, async () => {
      await visitor().keys('Enter');
      await row('Task relayed').waitFor();
    });
    await row('Task relayed').click();
    await within(500, async () => {
      await visitor().keys('Enter');
      await page
        .getByText(/250 .*OK/)
        .first()
        .waitFor();
    });
  });

  it('T4: the messages of one sender are found in 0.5 s, told of in 1 s, removed, and taken back in 1 s', async () => {
    const { page } = visitor();
    for (let at = 1; at < 30; at += 1) await send(`Task ${at}`);
    await feature('Queues');
    await page.getByRole('link', { name: 'Messages' }).click();
    await row('Task 0').waitFor();
    await visitor().keys('/');
    await page.getByRole('combobox').or(page.getByRole('searchbox')).and(page.locator(':focus')).waitFor();
    await within(500, async () => {
      await page.keyboard.type('from:erp@contoso.com');
      await row('Task 29').waitFor();
    });
    await row('Task 29').click();
    // Those of others are gone from the list.
    await page.getByText('1 selected of 30').waitFor();
    await visitor().keys('Control+a');
    const asked = page.getByRole('alertdialog');
    await within(1_000, async () => {
      await visitor().keys('Delete');
      await asked.getByRole('button', { name: 'Remove 30 messages' }).waitFor();
    });
    await asked.getByRole('button', { name: /What senders hear/ }).click();
    await page.getByRole('option', { name: 'Nobody is told' }).click();
    await asked.getByLabel('Type 30 to confirm').fill('30');
    await visitor().keys('Enter');
    await page.getByText(/Removing 30 messages in \d+ s/).waitFor();
    await within(1_000, async () => {
      await visitor().keys('Control+z');
      await page.getByText('Undone: 30 messages are as before.').waitFor();
    });
  });

  it('T6: each page of the New Receive connector wizard comes 0.1 s after Enter', async () => {
    const { page } = visitor();
    await feature('Mail flow');
    await row('Default Frontend').waitFor();
    await visitor().keys('n');
    await dialog().getByLabel('Name', { exact: true }).waitFor();
    await page.keyboard.type('Task partner');
    await visitor().keys('Tab', 'Tab', 'ArrowDown', 'ArrowDown', 'ArrowDown');
    for (const step of [2, 3]) {
      await within(100, async () => {
        await visitor().keys('Control+Enter');
        await dialog().getByText(`Step ${step} of 3`).waitFor();
      });
    }
    const range = page.getByRole('option', { name: '0.0.0.0-255' });
    await range.and(page.locator(':focus')).waitFor();
    await visitor().keys('F2');
    await page.getByLabel('IP address or IP address range').fill('192.168.47.0/24');
    await visitor().keys('Enter');
    await page.getByRole('option', { name: '192.168.47.0' }).and(page.locator(':focus')).waitFor();
    await visitor().keys('Control+Enter');
    await row('Task partner').and(page.locator('[aria-selected=true]')).waitFor();
  });

  it('T7: a Send connector through a smart host is tested within 5 s', async () => {
    const { page } = visitor();
    await feature('Mail flow');
    await page.getByRole('link', { name: 'Send connectors' }).click();
    await row('To task').waitFor();
    await visitor().keys('n');
    await dialog().getByLabel('Name', { exact: true }).fill('Task provider');
    await button('Next').click();
    await dialog().getByText('Route mail through smart hosts').click();
    await page.getByRole('listbox', { name: 'Smart hosts' }).focus();
    await visitor().keys('Insert');
    await page.getByLabel('Fully qualified domain name (FQDN) or IP address').fill('127.0.0.1');
    await visitor().keys('Enter');
    await dialog().getByLabel('Port', { exact: true }).fill(String(host.port));
    await button('Next').click();
    await dialog().getByText('Step 3 of 5').waitFor();
    await button('Next').click();
    await page.getByRole('listbox', { name: 'Address space' }).focus();
    await visitor().keys('Insert');
    await page.getByLabel('Fully Qualified Domain Name (FQDN)').fill('provider.example');
    await visitor().keys('Enter');
    await button('Next').click();
    await dialog().getByText('Step 5 of 5').waitFor();
    await within(5_000, async () => {
      await button('Finish').click();
      await page.getByRole('complementary').getByText(`127.0.0.1:${host.port}`).waitFor();
    });
  });

  it('T8: why a client got 550 5.7.54 is explained in 0.3 s, with what would allow it', async () => {
    const { page } = visitor();
    await feature('Tools');
    await page.getByLabel('Remote address').fill('192.168.10.7');
    await page.getByLabel('Recipient').fill('somebody@task.example');
    await within(300, async () => {
      await visitor().keys('Enter');
      await page
        .getByText(/550 5\.7\.54/)
        .first()
        .waitFor();
    });
    await page.getByText(/Relaying needs the right ms-Exch-SMTP-Accept-Any-Recipient/).waitFor();
  });

  it('T9: that a hub is taken out is seen after 2 s, and that it is back', async () => {
    const { page } = visitor();
    await feature('Servers');
    await row('MBX01').click();
    await page.getByRole('button', { name: 'Maintenance…' }).click();
    await within(2_000, async () => {
      await button('Drain').click();
      await page.getByText(/Maintenance: Draining since/).waitFor();
    });
    await within(2_000, async () => {
      await button('Bring back').click();
      await page.getByText(/Maintenance: Draining since/).waitFor({ state: 'detached' });
    });
    // The button that had the focus cannot be pressed any more: the keys still reach the dialog.
    await visitor().keys('Escape');
    await dialog().waitFor({ state: 'detached' });
  });

  it('T10: the export of 50 connectors is a plan in 10 s, applied in 5 s, and rolled back', async () => {
    const { page } = visitor();
    await visitor().open('/tools/import');
    const buffer = Buffer.from(exported(50));
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'ReceiveConnector.csv', mimeType: 'text/csv', buffer });
    await page.getByText('Get-ReceiveConnector, 50 objects').waitFor();
    const next = page.getByRole('button', { name: 'Next' });
    await next.click();
    await page.getByRole('button', { name: /EX01$/ }).click();
    await page.getByRole('option', { name: 'MBX01' }).click();
    await within(10_000, async () => {
      await next.click();
      await row('Task import 0').filter({ hasText: 'Make' }).waitFor();
    });
    await next.click();
    await within(5_000, async () => {
      await page.getByRole('button', { name: 'Apply 50 changes' }).click();
      await page.getByText(/^Applied: the organization is at revision/).waitFor();
    });
    await page.getByRole('button', { name: 'Roll back' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Roll back to' }).click();
    await page.getByText(/^Rolled back: the organization is what it was/).waitFor();
  });
});
