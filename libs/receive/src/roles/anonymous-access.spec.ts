import type { Organization, ReceiveConnector } from '@mailyard/directory';
import { TestClient } from '@mailyard/testing';

import { connectorOf, contoso, defaultConnector } from '../testing/contoso.js';
import { TestOrganization } from '../testing/test-organization.js';
import { anonymousAccess, anonymousRcpt } from './anonymous-access.js';
import { frontEnd } from './front-end.js';
import { hub } from './hub.js';
import { mailboxDelivery } from './mailbox-delivery.js';

let organization: Organization;
beforeAll(async () => {
  organization = await contoso();
});

const relayEntry = {
  User: String.raw`NT AUTHORITY\ANONYMOUS LOGON`,
  ExtendedRights: ['ms-Exch-SMTP-Accept-Any-Recipient'],
};
const frontend = defaultConnector('Default Frontend');
const relay = connectorOf({ PermissionGroups: ['AnonymousUsers'], AccessControl: [relayEntry] });
const secured = connectorOf({
  AuthMechanism: ['Tls', 'ExternalAuthoritative'],
  PermissionGroups: ['ExchangeServers'],
});

const rows: readonly (readonly [ReceiveConnector, string, string, string])[] = [
  [frontend, 'alice', 'contoso.com', 'RCPT 250 2.1.5'],
  [frontend, 'dave', 'contoso.com', 'RCPT 550 5.1.10'],
  [frontend, 'x', 'relay.contoso.com', 'RCPT 250 2.1.5'],
  [frontend, 'x', 'example.net', 'RCPT 550 5.7.54'],
  [frontend, 'postmaster', '', 'RCPT 250 2.1.5'],
  // An address of another mail system inside one of ours leaves the organization: it is relay.
  [frontend, 'IMCEAFAX-+2B49+20123', 'contoso.com', 'RCPT 550 5.7.54'],
  [frontend, 'IMCEAFAX-+2B49+20123', 'relay.contoso.com', 'RCPT 550 5.7.54'],
  [relay, 'IMCEAFAX-+2B49+20123', 'contoso.com', 'RCPT 250 2.1.5'],
  [frontend, 'IMCEAPAGER-123', 'contoso.com', 'RCPT 550 5.1.10'],
  [relay, 'IMCEAPAGER-123', 'contoso.com', 'RCPT 550 5.1.10'],
  [relay, 'IMCEASMTP-x+40example.net', 'contoso.com', 'RCPT 550 5.1.10'],
  [relay, 'x', 'example.net', 'RCPT 250 2.1.5'],
  [secured, 'x', 'example.net', 'RCPT 250 2.1.5'],
  [defaultConnector('Client Frontend'), 'alice', 'contoso.com', 'MAIL 530 5.7.57'],
  [defaultConnector('Default'), 'alice', 'contoso.com', 'MAIL 530 5.7.57'],
  [defaultConnector('Outbound Proxy Frontend'), 'alice', 'contoso.com', 'MAIL 530 5.7.57'],
  [connectorOf({ TransportRole: 'MailboxTransportDelivery' }), 'alice', 'contoso.com', 'MAIL 451 5.7.3'],
  [connectorOf({ RequireTLS: true }), 'alice', 'contoso.com', 'MAIL 451 5.7.3'],
];

describe('what a peer may do that has shown nothing but its address', () => {
  it.each(rows)('%#', (connector, localPart, domain, expected) => {
    const { command, reply } = anonymousRcpt(
      connector,
      { from: '192.0.2.1', path: { localPart, domain } },
      organization,
    );
    expect(`${command} ${reply.code} ${reply.status}`).toBe(expected);
  });

  it('principals and rights, as the protocol log would show them', () => {
    expect(anonymousAccess(relay)).toMatchObject({
      principals: [relayEntry.User],
      rights: expect.arrayContaining(['ms-Exch-SMTP-Submit', 'ms-Exch-SMTP-Accept-Any-Recipient']),
    });
    expect(anonymousAccess(secured).principals).toEqual([String.raw`MS Exchange\Externally Secured Servers`]);
    expect(anonymousAccess(connectorOf()).rights).toEqual([]);
  });
});

describe('what is said beforehand is what a session says', () => {
  const roles = {
    FrontendTransport: frontEnd,
    HubTransport: hub,
    MailboxTransportDelivery: mailboxDelivery,
  };
  let test: TestOrganization;
  beforeAll(async () => {
    test = await TestOrganization.start();
  });
  afterAll(() => test.stop());

  it.each(rows)('%#', async (connector, localPart, domain, expected) => {
    const role = { ...roles[connector.TransportRole], sink: noSink };
    const client = await TestClient.connect(await test.serve(connector, { role, target: undefined }));
    await client.expect(/^220 /);
    await client.command(`${role.protocol === 'LMTP' ? 'LHLO' : 'EHLO'} client.example`, /^250-/);
    const mail = await client.command('MAIL FROM:<>', /^/);
    const path = domain === '' ? localPart : `${localPart}@${domain}`;
    const rcpt = await client.command(`RCPT TO:<${path}>`, /^/);
    const said = mail.text.startsWith('250') ? `RCPT ${rcpt.text}` : `MAIL ${mail.text}`;
    expect(said.startsWith(`${expected} `)).toBe(true);
    client.close();
  });
});

const noSink = () => () => Promise.reject(new Error('nothing of this test has content'));
