import { createServer, type AddressInfo } from 'node:net';

import { eventually } from '@mailyard/testing';

import { inBrowser } from '../browser.js';
import { order } from '../order.js';
import { visit } from '../stack.js';

inBrowser('Tools > Test connectivity', () => {
  const { visitor, site } = visit('/tools/test-smtp');
  const row = (name: string) =>
    visitor().page.getByRole('grid', { name: 'Bindings' }).getByRole('row').filter({ hasText: name });

  it('tries every binding, and tells what its listener says', async () => {
    await row('Default Frontend MBX01').first().getByText('Success').waitFor();
    await row('Client Frontend MBX01').first().click();
    await visitor()
      .page.getByRole('complementary', { name: 'Details' })
      .getByText(/^220 mbx01\.contoso\.com/)
      .waitFor();
    await visitor().expectGood('test-smtp');
  });

  it('one host is spoken with up to TLS, when the button is pressed; who did so is on record', async () => {
    const { page } = visitor();
    await visitor().open(`/tools/test-smtp?view=host&host=127.0.0.1&port=${site().port(25)}`);
    await page.getByRole('textbox', { name: 'Host' }).press('Enter');
    await page.getByText(/ready for mail with TLSv1/).waitFor();
    await page.getByRole('group', { name: 'What was said' }).getByText('STARTTLS', { exact: true }).waitFor();
    await visitor().expectGood('test-smtp-host');
    const [last] = (await order(site(), 'Search-AdminAuditLog', {})) as readonly object[];
    expect(last).toMatchObject({
      operation: 'Test-SendConnector',
      modified: [`127.0.0.1: 127.0.0.1:${site().port(25)}: Success`],
    });
  });

  it('what is said is there line by line while it is said, and Stop ends it', async () => {
    const { page } = visitor();
    let isOver = false;
    // It greets, and never answers EHLO.
    const slow = createServer((socket) => {
      socket.write('220 slow.example ESMTP\r\n');
      socket
        .resume()
        .on('error', () => undefined)
        .on('close', () => (isOver = true));
    });
    await new Promise<void>((resolve) => void slow.listen(0, '127.0.0.1', resolve));
    const { port } = slow.address() as AddressInfo;
    await visitor().open(`/tools/test-smtp?view=host&host=127.0.0.1&port=${port}`);
    await page.getByRole('textbox', { name: 'Host' }).press('Enter');
    await page.getByRole('group', { name: 'What was said' }).getByText(/^EHLO/).waitFor({ timeout: 4_000 });
    await page.getByRole('button', { name: 'Stop' }).press('Enter');
    await page.getByText('Stopped. The connection is closed.').waitFor();
    await eventually(() => expect(isOver).toBe(true));
    await new Promise((resolve) => void slow.close(resolve));
    await visitor().expectGood('test-smtp-stopped');
  });
});
