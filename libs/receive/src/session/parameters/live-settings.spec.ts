import { Organization, type ReceiveConnector } from '@mailyard/directory';
import { TestClient } from '@mailyard/testing';

import { connectorOf, defaultConnector } from '../../testing/contoso.js';
import { TestOrganization } from '../../testing/test-organization.js';

const relayEntry = {
  User: String.raw`NT AUTHORITY\ANONYMOUS LOGON`,
  ExtendedRights: ['ms-Exch-SMTP-Accept-Any-Recipient'],
};
const closed = defaultConnector('Default Frontend');
const open = connectorOf({ ...closed, AccessControl: [relayEntry] });

let test: TestOrganization;
let session: TestClient;

beforeEach(async () => {
  test = await TestOrganization.start();
  change(closed);
  const { port } = await test.frontEnd(closed, []);
  session = await TestClient.connect(port);
  await session.expect(/^220 /);
  await session.ehlo();
});
afterEach(async () => {
  session.close();
  await test.stop();
});

/** As a change of the directory arrives. */
function change(...connectors: readonly ReceiveConnector[]): void {
  const { revision, objects } = test.organization;
  test.organization = new Organization(revision + 1, { ...objects, ReceiveConnectors: connectors });
}

async function expectRcpt(answer: RegExp): Promise<void> {
  await session.command('MAIL FROM:<x@example.net>', /^250 /);
  await session.command('RCPT TO:<y@example.net>', answer);
  await session.command('RSET', /^250 /);
}

const refused = /^550 5\.7\.54 /;
const taken = /^250 2\.1\.5 /;

describe('a session while its connector changes', () => {
  it('begins the next transaction by the new settings and ends a running one by the old', async () => {
    await expectRcpt(refused);
    change(open);
    await expectRcpt(taken);
    await session.command('MAIL FROM:<x@example.net>', /^250 /);
    change(closed);
    await session.command('RCPT TO:<y@example.net>', taken);
    await session.command('RSET', /^250 /);
    await expectRcpt(refused);
  });

  it('counts recipients and messages by the new limits', async () => {
    await session.command('MAIL FROM:<x@example.net>', /^250 /);
    change(connectorOf({ ...closed, MaxRecipientsPerMessage: 1, MessageRateLimit: 1 }));
    for (const local of ['alice', 'bob']) await session.command(`RCPT TO:<${local}@contoso.com>`, taken);
    await session.command('RSET', /^250 /);
    await session.command('MAIL FROM:<x@example.net>', /^250 /);
    await session.command('RCPT TO:<alice@contoso.com>', taken);
    await session.command('RCPT TO:<bob@contoso.com>', /^452 4\.5\.3 /);
    await session.command('RSET', /^250 /);
    await session.command('MAIL FROM:<x@example.net>', /^421 4\.4\.2 Message submission rate /);
  });

  it.each([
    ['removed', []],
    ['disabled', [connectorOf({ ...closed, Enabled: false })]],
  ])('keeps the last settings of a connector that is %s', async (_, connectors) => {
    change(open);
    await expectRcpt(taken);
    change(...connectors);
    await expectRcpt(taken);
  });

  it('is not taken over by another connector', async () => {
    change(connectorOf({ ...open, Guid: crypto.randomUUID() }), closed);
    await expectRcpt(refused);
  });
});
