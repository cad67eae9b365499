import { inBrowser } from '../browser.js';
import { visit } from '../stack.js';

inBrowser('Tools > Explain connection, Explain route', () => {
  const { visitor } = visit('/tools/explain-connection');
  const answer = (text: string | RegExp) => visitor().page.getByText(text).first().waitFor();

  it('tells who serves a printer, that it may not relay, and what would allow it; the address has the question', async () => {
    const { page } = visitor();
    await page.getByLabel('Remote address').and(page.locator(':focus')).waitFor();
    await page.keyboard.type('192.168.10.5');
    await visitor().keys('Tab', 'Tab', 'Tab');
    await page.keyboard.type('kate@fabrikam.com');
    await visitor().keys('Enter');
    await answer('MBX01\\Default Frontend MBX01');
    await answer(/550 5\.7\.54/);
    await answer(/Relaying needs the right ms-Exch-SMTP-Accept-Any-Recipient/);
    expect(new URL(page.url()).searchParams.get('from')).toBe('192.168.10.5');
    await visitor().expectGood('explain-connection');
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
