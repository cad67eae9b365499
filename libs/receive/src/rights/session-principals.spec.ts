import { principals, type Account } from '@mailyard/directory';
import type { TlsState } from '@mailyard/smtp';

import { connectorOf, contoso, edgeLogin } from '../testing/contoso.js';
import { effectiveRights } from './effective-rights.js';
import { noRights, rightsOf, type Rights } from './rights.js';
import { authAsOf, isOrganizationServer, sessionPrincipals } from './session-principals.js';

const tls = (command: TlsState['command'], peerAuthorized: boolean): TlsState => ({
  command,
  protocol: 'TLSv1.3',
  cipher: 'TLS_AES_256_GCM_SHA384',
  peerAuthorized,
  peerName: 'mbx02.contoso.com',
  peerHosts: ['mbx02.contoso.com'],
});
const exchangeServer = { AuthMechanism: ['Tls', 'ExchangeServer'] as const };

let account: Account;
let edge: Account;

beforeAll(async () => {
  const organization = await contoso();
  const [alice, server] = ['alice', edgeLogin].map((login) => organization.account(login));
  if (alice === undefined || server === undefined) throw new Error('contoso has both accounts');
  account = alice;
  edge = server;
});

describe('principals of a session', () => {
  it('nobody knows the peer: anonymous', () => {
    expect(sessionPrincipals(exchangeServer, { tls: undefined })).toEqual([principals.anonymous]);
  });

  it('a login: the account and Authenticated Users', () => {
    expect(sessionPrincipals(exchangeServer, { tls: undefined }, { account })).toEqual([
      'alice@contoso.com',
      'alice',
      'alice',
      'alice@contoso.com',
      'al@contoso.com',
      'postmaster@contoso.com',
      principals.authenticatedUsers,
    ]);
  });

  it('an account of the group Exchange Servers is a server', () => {
    expect(sessionPrincipals(exchangeServer, { tls: undefined }, { account: edge })).toEqual([
      edgeLogin,
      principals.exchangeServers,
      principals.authenticatedUsers,
    ]);
  });

  it('a mailbox with the name of a group is no member of it', () => {
    const user = account.user && {
      ...account.user,
      Name: 'Exchange servers',
      Alias: 'ExchangeLegacyInterop',
    };
    const held = sessionPrincipals(exchangeServer, { tls: undefined }, { account: { ...account, user } });
    expect(
      effectiveRights(connectorOf({ PermissionGroups: ['ExchangeServers', 'ExchangeLegacyServers'] }), held),
    ).toBe(noRights);
  });

  it('an externally secured connector trusts from the first command', () => {
    const connector = { AuthMechanism: ['ExternalAuthoritative'] as const };
    expect(sessionPrincipals(connector, { tls: undefined })).toEqual([principals.externallySecured]);
  });

  it('mutual TLS with a secure domain: a partner, who may do what everybody may', () => {
    expect(sessionPrincipals(exchangeServer, { tls: undefined }, { partner: true })).toEqual([
      principals.partners,
      principals.anonymous,
    ]);
  });

  it.each([
    ['X-ANONYMOUSTLS with the organization’s certificate', tls('X-ANONYMOUSTLS', true), true],
    ['X-ANONYMOUSTLS with a foreign certificate or none', tls('X-ANONYMOUSTLS', false), false],
    ['STARTTLS, whatever the certificate', tls('STARTTLS', true), false],
    ['no TLS', undefined, false],
  ])('%s: server of the organization %s', (_, state, expected) => {
    expect(isOrganizationServer(exchangeServer, { tls: state })).toBe(expected);
    expect(sessionPrincipals(exchangeServer, { tls: state }).includes(principals.exchangeServers)).toBe(
      expected,
    );
  });

  it('a connector without ExchangeServer takes no certificate for authentication', () => {
    const connector = { AuthMechanism: ['Tls', 'BasicAuth'] as const };
    expect(sessionPrincipals(connector, { tls: tls('X-ANONYMOUSTLS', true) })).toEqual([
      principals.anonymous,
    ]);
  });
});

describe('AuthAs', () => {
  const flag = rightsOf('ms-Exch-SMTP-Accept-Authentication-Flag');

  it.each<[readonly string[], Rights, string]>([
    [[principals.anonymous], noRights, 'Anonymous'],
    [[principals.anonymous], flag, 'Internal'],
    [[principals.anonymous, principals.partners], noRights, 'Partner'],
    [['alice', principals.authenticatedUsers], noRights, 'Internal'],
    [[principals.exchangeServers], flag, 'Internal'],
    [[principals.exchangeServers], noRights, 'Anonymous'],
    [[principals.externallySecured], flag, 'Internal'],
  ])('%j with rights %d is %s', (held, rights, authAs) => {
    expect(authAsOf(held, rights)).toBe(authAs);
  });
});
