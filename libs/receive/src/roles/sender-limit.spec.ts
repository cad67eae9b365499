import { Organization } from '@mailyard/directory';
import { formatProxyCommand, type AuthAs } from '@mailyard/smtp';
import { TestClient } from '@mailyard/testing';

import { rightsOf } from '../rights/rights.js';
import { withTransport } from '../testing/contoso.js';
import { TestOrganization } from '../testing/test-organization.js';

let test: TestOrganization;

beforeEach(async () => {
  test = await TestOrganization.start();
});
afterEach(() => test.stop());

/** 10 MB for the organization, 20 MB for each of its mailboxes. */
function limited(): Organization {
  const { objects } = withTransport(test.organization, { MaxSendSize: '10 MB' });
  const Mailboxes = objects.Mailboxes.map((mailbox) => ({ ...mailbox, MaxSendSize: 20_971_520 }));
  return new Organization(3, { ...objects, Mailboxes });
}

function proxyLine(authAs: AuthAs): string {
  return formatProxyCommand({
    verb: 'XPROXYFROM',
    sid: '08D5A2B3C4D5E6F7',
    ip: '192.0.2.7',
    port: 4711,
    domain: 'mail.fabrikam.com',
    connector: '7e5c3f0a-0000-4000-8000-000000000001',
    perms: rightsOf('ms-Exch-SMTP-Submit'),
    authAs,
  });
}

describe('MaxSendSize: content for which Front End speaks ends where its sender’s limit is', () => {
  it.each([
    ['x@fabrikam.com', 'Anonymous', 10_485_760],
    // Nobody hears of a notification that was not taken (RFC 5321 §4.5.5).
    ['', 'Anonymous', 37_748_736],
    ['alice@contoso.com', 'Internal', 20_971_520],
    // Somebody who only claims to be alice has no limit of hers.
    ['alice@contoso.com', 'Anonymous', 10_485_760],
  ] as const)('<%s>, %s: %d octets', async (from, authAs, octets) => {
    const { hub, submission } = await test.hub('hub-1', { organization: limited() });
    const client = await TestClient.connect(hub.inbound.port);
    await client.expect(/^220 /);
    await client.ehlo();
    await client.upgradeTls({ command: 'X-ANONYMOUSTLS', ...(await test.identity('own')) });
    await client.ehlo();
    await client.command(proxyLine(authAs), /^250 /);
    await client.command(`MAIL FROM:<${from}>`, /^250 /);
    await client.command('RCPT TO:<bob@contoso.com>', /^250 /);
    await client.sendRaw('BDAT 5 LAST\r\nhello');
    await client.expect(/^250 2\.6\.0 /);
    expect(submission.messages[0]?.limits.maxMessageBytes).toBe(octets);
  });
});
