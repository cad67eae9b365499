import { setTimeout as pause } from 'node:timers/promises';

import { eventually } from '@mailyard/testing';

import { dotStuffed, message } from '../../mail/message.js';
import { greeted, submit } from '../../mail/send.js';
import type { Site } from '../../stack/site.js';
import { inBrowser } from '../browser.js';
import { order } from '../order.js';
import { visit } from '../stack.js';

inBrowser('Servers > Servers', () => {
  const { visitor, site } = visit('/servers/servers');
  const row = () =>
    visitor().page.getByRole('grid', { name: 'Servers' }).getByRole('row').filter({ hasText: 'MBX01' });
  const waiting = () =>
    visitor()
      .page.locator('.figures > div')
      .filter({ hasText: /^Messages/ })
      .getByRole('definition');

  it('shows each server with what it is made of', async () => {
    await row().getByText('Active').waitFor();
    await row().click();
    const details = visitor().page.getByRole('complementary', { name: 'Details' });
    await details.getByText('mbx01.contoso.com').waitFor();
    await details.getByText('20 to one domain').waitFor();
    await visitor().expectGood('servers');
  });

  it('Edit has Exchange’s three pages first, and says the cmdlet; what holds for all servers is one button away', async () => {
    const { page } = visitor();
    await visitor().keys('F2');
    const dialog = page.getByRole('dialog', { name: 'Edit MBX01' });
    await dialog.getByRole('tab').first().waitFor();
    expect((await dialog.getByRole('tab').allTextContents()).slice(0, 3)).toEqual([
      'DNS lookups',
      'Transport limits',
      'Transport logs',
    ]);
    await dialog.getByRole('tab', { name: 'Transport logs', exact: true }).click();
    await visitor().expectGood('servers-edit-logs');
    await dialog.getByRole('tab', { name: 'Transport limits' }).click();
    await dialog.getByLabel('Maximum concurrent outbound connections per domain').fill('30');
    await dialog.getByRole('button', { name: 'Show command' }).click();
    await page
      .getByText('Set-TransportService -Identity MBX01 -MaxPerDomainOutboundConnections 30')
      .waitFor();
    await visitor().keys('Escape');
    await dialog.getByRole('button', { name: 'Organization transport settings' }).click();
    const settings = page.getByRole('dialog', { name: 'Organization transport settings' });
    await settings.getByLabel('Transient failure retry attempts').waitFor();
    await visitor().expectGood('transport-settings');
    await visitor().keys('Escape');
    await visitor().keys('Control+Enter');
    await page.getByText('MBX01 is saved.').waitFor();
    await page.getByText('30 to one domain').waitFor();
    await order(site(), 'Set-TransportService', {
      identity: 'MBX01',
      parameters: { MaxPerDomainOutboundConnections: 20 },
    });
  });

  it('§10.34: a hub is drained under load: counts fall, and no client sees more than a 4xx', async () => {
    const { page } = visitor();
    await submit(site().port(25), message(mail), envelope);
    await order(site(), 'Suspend-Queue', { queue: 'DB01' });
    const load = new Load(site());
    try {
      await submit(site().port(25), message(mail), envelope);
      await visitor().keys('s');
      await page.getByText('No other hub is active: Front End answers 451').waitFor();
      await eventually(async () => Number(await waiting().textContent()) > 0);
      await page.getByRole('button', { name: 'Drain' }).click();
      await page.getByText(/Maintenance: Draining since/).waitFor({ timeout: 5_000 });
      await load.sees(400);
      await visitor().expectGood('servers-maintenance');
      await order(site(), 'Resume-Queue', { queue: 'DB01' });
      await waiting().getByText('0', { exact: true }).waitFor();
      await page.getByText('Nothing is left.').waitFor({ timeout: 10_000 });
      await page.getByRole('button', { name: 'Bring back' }).click();
      await load.sees(200);
    } finally {
      await order(site(), 'Resume-Queue', { queue: 'DB01' });
      await load.end();
    }
    expect([...load.codes].filter((code) => code >= 500)).toEqual([]);
    await page.getByText(/Maintenance: Draining since/).waitFor({ state: 'detached' });
  });
});

const mail = { from: 'erp@example.net', to: 'carol@contoso.com', subject: 'Load' };
/** A steady stream, not a flood. */
const pauseMs = 40;
const envelope = { from: mail.from, to: [mail.to] };

/** A client that brings one message after the other, and remembers what it was told. */
class Load {
  readonly codes = new Set<number>();
  #ends = false;
  #newest = 0;
  readonly #sending: Promise<void>;

  constructor(private readonly site: Site) {
    this.#sending = this.#send();
  }

  /** Waits until its last message got a reply of this class. */
  async sees(hundred: number): Promise<void> {
    await eventually(() => Math.floor(this.#newest / 100) * 100 === hundred, {
      what: `a reply of ${hundred}`,
    });
  }

  async end(): Promise<void> {
    this.#ends = true;
    await this.#sending;
  }

  async #send(): Promise<void> {
    while (!this.#ends) {
      this.#newest = await this.#bring();
      this.codes.add(this.#newest);
      await pause(pauseMs);
    }
  }

  /** The first refusal, or the reply to the content. */
  async #bring(): Promise<number> {
    const client = await greeted(this.site.port(25));
    try {
      for (const line of [`MAIL FROM:<${mail.from}>`, `RCPT TO:<${mail.to}>`, 'DATA']) {
        client.send(line);
        const { code } = await client.reply();
        if (code >= 400) return code;
      }
      await client.sendRaw(dotStuffed(message(mail).octets));
      return (await client.reply()).code;
    } finally {
      client.close();
    }
  }
}
