import { principals } from '../access-control/principal.js';
import { remotePrincipal, sendRights } from './send-permissions.js';
import { sendConnectorRights } from './send-right.js';

const plain = { AccessControl: [] };

// The published table: which principal is sent what.
describe('rights at every Send connector', () => {
  it.each([
    [principals.exchangeServers, '+++++'],
    [principals.edgeServers, '+++++'],
    [principals.hubServers, '+++++'],
    [principals.externallySecured, '--++-'],
    [principals.legacyInterop, '--++-'],
    [principals.partners, '--+--'],
    [principals.anonymous, '--+--'],
    [principals.authenticatedUsers, '-----'],
    ['alice@contoso.com', '-----'],
  ])('%s: %s', (principal, expected) => {
    const rights = sendRights(plain, principal);
    expect(sendConnectorRights.map((right) => (rights.has(right) ? '+' : '-')).join('')).toBe(expected);
  });
});

describe('entries made by hand', () => {
  it('add to them, whatever the case of names', () => {
    const AccessControl = [
      {
        User: 'nt authority\\anonymous logon',
        ExtendedRights: ['ms-Exch-Send-Headers-Organization'] as const,
        Deny: false,
      },
    ];
    expect([...sendRights({ AccessControl }, principals.anonymous)]).toEqual([
      'ms-Exch-Send-Headers-Routing',
      'ms-Exch-Send-Headers-Organization',
    ]);
    expect([...sendRights({ AccessControl }, principals.partners)]).toEqual(['ms-Exch-Send-Headers-Routing']);
  });

  it('a denial takes away what any other gives', () => {
    const entry = { User: principals.anonymous, ExtendedRights: ['ms-Exch-Send-Headers-Routing'] as const };
    const AccessControl = [
      { ...entry, Deny: true },
      { ...entry, Deny: false },
    ];
    expect([...sendRights({ AccessControl }, principals.anonymous)]).toEqual([]);
  });
});

it.each([
  ['None', {}, principals.anonymous],
  ['BasicAuthRequireTLS', {}, principals.anonymous],
  ['XOAUTH2', {}, principals.anonymous],
  ['ExternalAuthoritative', {}, principals.externallySecured],
  ['ExchangeServer', { exchangeServer: true }, principals.exchangeServers],
  // A name is nothing without the certificate of the organization.
  ['ExchangeServer', {}, principals.anonymous],
  ['None', { domainSecure: true }, principals.partners],
] as const)('the other side with %s and %o is %s', (SmartHostAuthMechanism, proven, principal) =>
  expect(remotePrincipal({ SmartHostAuthMechanism, AddressSpaces: [] }, proven)).toBe(principal),
);

it.each([
  ['BasicAuthRequireTLS', '--', principals.hubServers],
  ['BasicAuthRequireTLS', '*', principals.anonymous],
  // The password may have gone to anybody.
  ['BasicAuth', '--', principals.anonymous],
  ['None', '--', principals.anonymous],
] as const)('from an Edge, with %s and %s: %s', (SmartHostAuthMechanism, Address, principal) => {
  const AddressSpaces = [{ Type: 'SMTP', Address, Cost: 1 }];
  expect(remotePrincipal({ SmartHostAuthMechanism, AddressSpaces })).toBe(principal);
});
