import { demoPassword, type Site } from '../../stack/site.js';
import { inBrowser } from '../browser.js';
import { visit } from '../stack.js';

inBrowser('Tools > Explain connection, Explain route', () => {
  const { visitor } = visit('/tools/explain-connection');
  const answer = (text: string | RegExp) => visitor().page.getByText(text).first().waitFor();

  it('tells who serves a printer, that it may not relay, and what would allow it; the address has the question', async () => {
    const { page } = visitor();
    await page.getByLabel('Remote address').and(page.locator(':focus')).waitFor();
    await page.keyboard.type('192.168.10.5');
    await visitor().keys('Tab', 'Tab', 'Tab', 'Tab', 'Tab', 'Tab');
    await page.keyboard.type('kate@fabrikam.com');
    await visitor().keys('Enter');
    await answer('MBX01\\Default Frontend MBX01');
    await answer('250 2.1.0 Sender OK');
    await answer(/550 5\.7\.54/);
    await answer('from AnonymousUsers');
    await answer(/Relaying needs the right ms-Exch-SMTP-Accept-Any-Recipient/);
    expect(new URL(page.url()).searchParams.get('from')).toBe('192.168.10.5');
    await visitor().expectGood('explain-connection');
  });

  it('explains what a session of TLS and a login would hear', async () => {
    const asked = {
      from: '192.168.10.5',
      port: '587',
      tls: 'yes',
      login: 'alice',
      recipient: 'kate@fabrikam.com',
    };
    await visitor().open(`/tools/explain-connection?${new URLSearchParams(asked).toString()}`);
    await answer('235 2.7.0 Authentication successful');
    await answer('250 2.1.5 Recipient OK');
    await visitor().page.getByRole('link', { name: 'Permissions' }).last().click();
    await visitor()
      .page.getByRole('dialog', { name: /Client Frontend MBX01/ })
      .waitFor();
  });

  it('says what is wrong with a question', async () => {
    await visitor().open('/tools/explain-connection?from=192.168.10.500');
    await visitor().page.getByRole('alert').waitFor();
    await visitor().expectGood('explain-connection-wrong');
  });

  it('tells the way of a message to a mailbox', async () => {
    await visitor().open('/tools/explain-route');
    await visitor().page.getByLabel('Recipient').and(visitor().page.locator(':focus')).waitFor();
    await visitor().page.keyboard.type('bob@contoso.com');
    await visitor().keys('Enter');
    await answer('Goes to a queue');
    await answer(/is a mailbox/);
    await visitor().expectGood('explain-route');
  });
});

inBrowser('Mail flow > Relay clients', () => {
  const { visitor, site } = visit('/');

  it('tells who relays, who answers for it, and begins a connector for it', async () => {
    const { page } = visitor();
    await tracked(site(), '192.168.77.5');
    await visitor().open('/mail-flow/relay-clients');
    const row = page
      .getByRole('grid', { name: 'Relay clients' })
      .getByRole('row')
      .filter({ hasText: '192.168.77.5' });
    await row.click();
    await page.getByRole('button', { name: 'Set owner…' }).click();
    await page.keyboard.type('Facility management');
    await visitor().keys('Enter');
    await row.filter({ hasText: 'Facility management' }).waitFor();
    await visitor().expectGood('relay-clients');
    await page.getByRole('button', { name: 'Make a connector for these' }).click();
    const dialog = page.getByRole('dialog', { name: 'Relay device' });
    await dialog.getByText('192.168.77.5').first().waitFor();
    await visitor().keys('Escape');
    await dialog.waitFor({ state: 'detached' });
  });
});

/** A message that a device has sent to others, as the tracking log has it. */
async function tracked(site: Site, client: string): Promise<void> {
  const fields =
    'date-time,client-ip,source,event-id,message-id,network-message-id,recipient-address,recipient-count,sender-address';
  const at = new Date(Date.now() - 3_600_000).toISOString();
  const row = `${at},${client},SMTP,RECEIVE,<77@x>,00000077-7f0b-4a9e-8c53-1f0a2b9b7f11,kate@fabrikam.com,1,printer@contoso.com`;
  const url = `http://127.0.0.1:${site.port(8080)}/api/v1/operations/Import-MessageTrackingLog`;
  const answer = await fetch(url, {
    method: 'POST',
    headers: {
      Authorization: `Basic ${Buffer.from(`admin:${demoPassword}`).toString('base64')}`,
      'Content-Type': 'application/json',
    },
    body: JSON.stringify({ text: `#Fields: ${fields}\r\n${row}\r\n`, server: 'MBX01' }),
  });
  if (!answer.ok) throw new Error(await answer.text());
}
