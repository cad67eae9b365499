import type { Organization } from '@mailyard/directory';

import { connectorOf, contoso, defaultConnector } from '../testing/contoso.js';
import { anonymousAccess, anonymousRcpt } from './anonymous-access.js';

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

describe('what a peer may do that has shown nothing but its address', () => {
  it.each([
    [frontend, 'alice', 'contoso.com', 'RCPT 250 2.1.5'],
    [frontend, 'dave', 'contoso.com', 'RCPT 550 5.1.10'],
    [frontend, 'x', 'relay.contoso.com', 'RCPT 250 2.1.5'],
    [frontend, 'x', 'example.net', 'RCPT 550 5.7.54'],
    [frontend, 'postmaster', '', 'RCPT 250 2.1.5'],
    [relay, 'x', 'example.net', 'RCPT 250 2.1.5'],
    [secured, 'x', 'example.net', 'RCPT 250 2.1.5'],
    [defaultConnector('Client Frontend'), 'alice', 'contoso.com', 'MAIL 530 5.7.57'],
    [defaultConnector('Default'), 'alice', 'contoso.com', 'MAIL 530 5.7.57'],
    [defaultConnector('Outbound Proxy Frontend'), 'alice', 'contoso.com', 'MAIL 530 5.7.57'],
    [connectorOf({ TransportRole: 'MailboxTransportDelivery' }), 'alice', 'contoso.com', 'MAIL 451 5.7.3'],
    [connectorOf({ RequireTLS: true }), 'alice', 'contoso.com', 'MAIL 451 5.7.3'],
  ])('%#', (connector, localPart, domain, expected) => {
    const { command, reply } = anonymousRcpt(connector, { localPart, domain }, organization);
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
