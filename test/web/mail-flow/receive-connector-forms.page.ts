import { inBrowser } from '../browser.js';
import { keysTo } from '../keys.js';
import { visit } from '../stack.js';
import { changed, explained, removed, replaced, shown } from './receive-connector-api.js';

/** Procedures of the documents, by the keyboard alone: no test here has a pointer. */
inBrowser('Receive connectors are made and edited', () => {
  const { visitor, site } = visit('/mail-flow/receive-connectors');
  const made: string[] = [];
  const dialog = (name: string) => visitor().page.getByRole('dialog', { name });
  const focused = () => visitor().page.locator(':focus');
  const type = (text: string) => visitor().page.keyboard.type(text);
  const typed = (field: string) => visitor().page.getByLabel(field, { exact: true }).and(focused()).waitFor();

  /** Page 1 of the wizard; the presets are Frontend Transport and Custom, types come below each other. */
  async function firstPage(name: string, usage: number): Promise<void> {
    await visitor().keys('n');
    await dialog('New Receive connector').waitFor();
    await typed('Name');
    await type(name);
    await visitor().keys('Tab', 'Tab', ...Array.from({ length: usage }, () => 'ArrowDown'), 'Enter');
  }

  /** The row of the list on a page, opened with Edit. */
  async function editRow(row: string): Promise<void> {
    await visitor().page.getByRole('option', { name: row }).and(focused()).waitFor();
    await visitor().keys('F2');
    await dialog('Edit IP address').waitFor();
  }

  async function finished(name: string): Promise<void> {
    made.push(name);
    await visitor().keys('Control+Enter');
    await visitor().page.getByRole('row').filter({ hasText: name }).and(focused()).waitFor();
  }

  async function expectTold(text: string | RegExp): Promise<void> {
    await visitor().page.getByRole('dialog').getByText(text).first().waitFor();
  }

  beforeAll(() => visitor().page.getByRole('row').filter({ hasText: 'Default Frontend' }).waitFor(), 60_000);
  afterAll(async () => {
    for (const name of made) await removed(site().port(8080), name);
  }, 30_000);

  it('R26–R38: an Internet connector beside the default one is refused on its last page (C1), and made at another address', async () => {
    await firstPage('Internet Receive Connector', 2);
    await visitor().page.getByText('Step 2 of 2').waitFor();
    await visitor().page.getByRole('option', { name: '(All available IPv4)' }).and(focused()).waitFor();
    await visitor().keys('Control+Enter');
    await expectTold(/MBX01\\Default Frontend MBX01 already takes port 25 on 0\.0\.0\.0/);
    await visitor().expectGood('receive-connector-wizard-c1');
    await editRow('(All available IPv4)');
    await visitor().keys('ArrowDown', 'ArrowDown', 'Tab');
    await type('127.0.0.300');
    await visitor().keys('Enter');
    await expectTold(/"127\.0\.0\.300" is no IP address/);
    await visitor().keys('Control+a');
    await type('127.0.0.9');
    await visitor().keys('Enter');
    await visitor().page.getByRole('option', { name: '127.0.0.9' }).and(focused()).waitFor();
    await finished('Internet Receive Connector');
  }, 60_000);

  it('R39: the default connector still listens everywhere, which the details say with the way to change it', async () => {
    const note = visitor()
      .page.getByRole('complementary')
      .getByText(/Default Frontend MBX01 still listens on/);
    await note.waitFor();
    await visitor().page.getByText('Internet Receive Connector serves clients now.').waitFor();
    await visitor().expectGood('receive-connector-made');
  });

  it('R54–R66: a partner connector has a network, which is shown from its first to its last address', async () => {
    await firstPage('Fabrikam.com TLS', 3);
    await visitor().page.getByText('Step 2 of 3').waitFor();
    await visitor().page.getByRole('option', { name: '(All available IPv4)' }).and(focused()).waitFor();
    await visitor().keys('Control+Enter');
    await editRow('0.0.0.0-255.255.255.255');
    await typed('IP address or IP address range');
    await visitor().keys('Control+a');
    await type('17.17.17.1/24');
    await visitor().keys('Enter');
    await visitor().page.getByRole('option', { name: '17.17.17.0-17.17.17.255' }).and(focused()).waitFor();
    await finished('Fabrikam.com TLS');
    expect((await explained(site().port(8080), '17.17.17.9')).connector).toBe('MBX01\\Fabrikam.com TLS');
    expect((await explained(site().port(8080), '17.17.18.1')).connector).toMatch(/Default Frontend/);
  }, 60_000);

  it('R73–R89: a connector for a device is made, then its Security is set; what does not go together is told at once', async () => {
    await firstPage('Inbound mail from security appliance', 0);
    await visitor().page.getByRole('option', { name: '(All available IPv4)' }).and(focused()).waitFor();
    await visitor().keys('Control+Enter');
    await editRow('0.0.0.0-255.255.255.255');
    await visitor().keys('Control+a');
    await type('192.168.10.5');
    await visitor().keys('Enter');
    await visitor().page.getByRole('option', { name: '192.168.10.5' }).and(focused()).waitFor();
    await finished('Inbound mail from security appliance');

    await visitor().keys('F2');
    await dialog('Edit Inbound mail from security appliance').waitFor();
    await typed('Name');
    await visitor().keys('Shift+Tab', 'ArrowDown');
    await visitor().page.getByLabel('Transport Layer Security (TLS)').waitFor();
    const [basic, afterTls] = ['Basic authentication', 'Offer basic authentication only after starting TLS'];
    await tabTo(afterTls);
    await visitor().keys('Space');
    await expectTold('Basic authentication after TLS needs both Basic authentication and TLS.');
    await visitor().expectGood('receive-connector-security');
    await visitor().keys('Space');
    await tabTo(basic, 'Shift+Tab');
    await visitor().keys('Space');
    await tabTo('Anonymous users');
    await visitor().keys('Space');
    await expectTold('An anonymous client may send to our domains only.');
    await visitor().keys('Control+Enter');
    await visitor().page.getByText('Inbound mail from security appliance is saved.').waitFor();
    const object = await shown(site().port(8080), 'Inbound mail from security appliance');
    expect(object).toMatchObject({
      AuthMechanism: ['Tls', 'BasicAuth'],
      PermissionGroups: ['AnonymousUsers'],
    });
  }, 60_000);

  it('001 R144–R147: the switch of Permissions is the entry that Add-ADPermission makes', async () => {
    await visitor().page.getByRole('row').filter({ hasText: 'security appliance' }).and(focused()).waitFor();
    expect((await explained(site().port(8080), '192.168.10.5')).reply).toMatch(/^550 5\.7\.54/);
    await visitor().keys('e');
    await typed('Name');
    await visitor().keys('Shift+Tab', ...Array.from({ length: 5 }, () => 'ArrowDown'));
    await visitor().page.getByLabel('Anonymous clients may relay').waitFor();
    await tabTo('Anonymous clients may relay');
    await visitor().keys('Space');
    await visitor().page.getByRole('option', { name: 'ms-Exch-SMTP-Accept-Any-Recipient' }).waitFor();
    await visitor().expectGood('receive-connector-permissions');
    await visitor().keys('Control+Enter');
    await dialog('Edit Inbound mail from security appliance').waitFor({ state: 'detached' });
    expect((await explained(site().port(8080), '192.168.10.5')).reply).toMatch(/^250/);
    expect(await shown(site().port(8080), 'Inbound mail from security appliance')).toMatchObject({
      AccessControl: [
        {
          User: String.raw`NT AUTHORITY\ANONYMOUS LOGON`,
          ExtendedRights: ['ms-Exch-SMTP-Accept-Any-Recipient'],
          Deny: false,
        },
      ],
    });
  }, 60_000);

  it('an open relay is saved only when the name of the connector is typed', async () => {
    await visitor().page.getByRole('row').filter({ hasText: 'security appliance' }).and(focused()).waitFor();
    await visitor().keys('e');
    await typed('Name');
    await visitor().keys('Shift+Tab', 'ArrowDown', 'ArrowDown');
    const row = visitor().page.getByRole('option', { name: '192.168.10.5' });
    await row.waitFor();
    for (let at = 0; at < 6 && (await row.and(focused()).count()) === 0; at += 1) await visitor().keys('Tab');
    await visitor().keys('F2');
    await typed('IP address or IP address range');
    await visitor().keys('Control+a');
    await type('203.0.113.0/24');
    await visitor().keys('Enter');
    const row203 = visitor().page.getByRole('option', { name: '203.0.113' }).and(focused());
    await row203.waitFor();
    await visitor().keys('Control+Enter');
    const danger = visitor().page.getByRole('alertdialog');
    await danger.getByText(/an open relay/).waitFor();
    expect(await danger.getByRole('button', { name: 'Save anyway' }).isDisabled()).toBe(true);
    await visitor().expectGood('receive-connector-danger');
    await visitor().keys('Escape');
    await danger.waitFor({ state: 'detached' });
    await row203.waitFor();
    await visitor().keys('Escape');
    await visitor().page.getByRole('alertdialog', { name: 'Discard what you typed?' }).waitFor();
    await visitor().keys('Tab', 'Tab', 'Enter');
    await dialog('Edit Inbound mail from security appliance').waitFor({ state: 'detached' });
  }, 60_000);

  it('two editors: the second sees both versions, and nothing is overwritten silently', async () => {
    await visitor().page.getByRole('row').filter({ hasText: 'security appliance' }).and(focused()).waitFor();
    await visitor().keys('e');
    await typed('Name');
    await tabTo('Comment');
    await type('mine');
    await changed(site().port(8080), 'Inbound mail from security appliance', {
      Comment: 'theirs',
      MaxHopCount: 40,
    });
    await visitor().keys('Control+Enter');
    const conflict = dialog('Somebody else has changed it');
    await conflict.getByRole('cell', { name: 'theirs', exact: true }).waitFor();
    await visitor().expectGood('receive-connector-conflict');
    await visitor().keys('Control+Enter');
    await conflict.waitFor({ state: 'detached' });
    await visitor().keys('Control+Enter');
    await dialog('Edit Inbound mail from security appliance').waitFor({ state: 'detached' });
    const object = await shown(site().port(8080), 'Inbound mail from security appliance');
    expect(object).toMatchObject({ Comment: 'mine', MaxHopCount: 40 });
  }, 60_000);

  it('R81: the second variant of Security: no TLS, Basic and Exchange Server; Exchange users and Legacy', async () => {
    await security('Inbound mail from security appliance');
    await press('Transport Layer Security (TLS)', 'Exchange Server authentication');
    await press('Legacy Exchange servers', 'Exchange users', 'Anonymous users');
    await expectTold('Without a login nobody may send here.');
    await savedAs('Inbound mail from security appliance', {
      AuthMechanism: ['BasicAuth', 'ExchangeServer'],
      PermissionGroups: ['ExchangeLegacyServers', 'ExchangeUsers'],
    });
  }, 60_000);

  it('R82: Externally secured with Exchange servers is allowed, and says what it means', async () => {
    await security('Inbound mail from security appliance');
    await press('Basic authentication', 'Exchange Server authentication');
    await press('Externally secured (for example, with IPsec)', 'Exchange servers');
    await press('Legacy Exchange servers', 'Exchange users');
    await expectTold(/trusted as a server of the organization, and may relay without login/);
    await visitor().expectGood('receive-connector-trusted');
    await savedAs('Inbound mail from security appliance', {
      AuthMechanism: ['ExternalAuthoritative'],
      PermissionGroups: ['ExchangeServers'],
    });
  }, 60_000);

  it('§3.1: Internal and Client types have the pages 1 and 3 alone', async () => {
    for (const [name, usage] of [
      ['Internal', 1],
      ['Client', 4],
    ] as const) {
      await firstPage(name, usage);
      await visitor().page.getByText('Step 2 of 2').waitFor();
      await visitor().page.getByRole('option', { name: '0.0.0.0-255' }).and(focused()).waitFor();
      await visitor().keys('Escape', 'Tab', 'Tab', 'Enter');
      await dialog('New Receive connector').waitFor({ state: 'detached' });
    }
  }, 60_000);

  it('R34: once the default connector is gone, the presets make another one', () => {
    const instead = 'Instead of the default one';
    return replaced(site().port(8080), { name: 'Default Frontend MBX01', instead }, async () => {
      await removed(site().port(8080), 'Internet Receive Connector');
      await firstPage(instead, 2);
      await visitor().page.getByRole('option', { name: '(All available IPv4)' }).and(focused()).waitFor();
      await finished(instead);
    });
  }, 60_000);

  /** Edit > Security of the row that has the focus. */
  async function security(name: string): Promise<void> {
    await visitor().page.getByRole('row').filter({ hasText: name }).and(focused()).waitFor();
    await visitor().keys('e');
    await typed('Name');
    await visitor().keys('Shift+Tab', 'ArrowDown');
    await visitor().page.getByLabel('Transport Layer Security (TLS)').waitFor();
  }

  /** Switches boxes over, in their order. */
  async function press(...labels: readonly string[]): Promise<void> {
    for (const label of labels) {
      await tabTo(label);
      await visitor().keys('Space');
    }
  }

  async function savedAs(name: string, parameters: object): Promise<void> {
    await visitor().keys('Control+Enter');
    await dialog(`Edit ${name}`).waitFor({ state: 'detached' });
    expect(await shown(site().port(8080), name)).toMatchObject(parameters);
  }

  const tabTo = (label: string, key = 'Tab'): Promise<void> => keysTo(visitor(), label, key);
});
