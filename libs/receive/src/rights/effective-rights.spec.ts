import { principals, type ExtendedRight, type PermissionGroup } from '@mailyard/directory';

import { connectorOf } from '../testing/contoso.js';
import { effectiveRights } from './effective-rights.js';
import { shownPermissionGroups } from './permission-groups.js';
import { holds, logNames, noRights, rightNames, rightsOf } from './rights.js';

// The published matrix: which principal gets which right from its group.
const columns: readonly [PermissionGroup, string][] = [
  ['AnonymousUsers', principals.anonymous],
  ['ExchangeUsers', principals.authenticatedUsers],
  ['ExchangeServers', principals.exchangeServers],
  ['ExchangeServers', principals.externallySecured],
  ['ExchangeLegacyServers', principals.legacyInterop],
  ['Partners', principals.partners],
];
const matrix: readonly [ExtendedRight, string][] = [
  ['ms-Exch-SMTP-Submit', '++++++'],
  ['ms-Exch-SMTP-Accept-Any-Recipient', '-++++-'],
  ['ms-Exch-SMTP-Accept-Any-Sender', '+-+++-'],
  ['ms-Exch-SMTP-Accept-Authoritative-Domain-Sender', '+-+++-'],
  ['ms-Exch-SMTP-Accept-Authentication-Flag', '--+++-'],
  ['ms-Exch-SMTP-Accept-Exch50', '--+++-'],
  ['ms-Exch-Bypass-Anti-Spam', '-++++-'],
  ['ms-Exch-Bypass-Message-Size-Limit', '--+++-'],
  ['ms-Exch-Accept-Headers-Routing', '++++++'],
  ['ms-Exch-Accept-Headers-Organization', '--+---'],
  ['ms-Exch-Accept-Headers-Forest', '--+---'],
  ['ms-Exch-SMTP-Accept-XShadow', '--+---'],
  ['ms-Exch-SMTP-Accept-XProxyFrom', '--+---'],
  ['ms-Exch-SMTP-Accept-XSessionParams', '--+---'],
  ['ms-Exch-SMTP-Accept-Xattr', '--+---'],
  ['ms-Exch-SMTP-Accept-XSysProbe', '--+---'],
];
const cells = columns.flatMap(([group, principal], column) =>
  matrix.map(([right, marks]) => ({ group, principal, right, granted: marks[column] === '+' })),
);

describe('permission groups', () => {
  it.each(cells)('$group, $principal: $right is $granted', ({ group, principal, right, granted }) => {
    const connector = connectorOf({ PermissionGroups: [group] });
    expect(holds(effectiveRights(connector, [principal]), right)).toBe(granted);
  });

  it('give nothing to principals of other groups', () => {
    const connector = connectorOf({ PermissionGroups: ['ExchangeServers', 'ExchangeUsers'] });
    expect(effectiveRights(connector, [principals.anonymous])).toBe(noRights);
  });

  it('a connector without groups gives nothing to anybody', () => {
    const everybody = Object.values(principals);
    expect(effectiveRights(connectorOf(), everybody)).toBe(noRights);
  });
});

describe('entries made by hand', () => {
  const anonymousRelay = connectorOf({
    PermissionGroups: ['AnonymousUsers'],
    AccessControl: [
      { User: 'nt authority\\anonymous logon', ExtendedRights: ['Ms-Exch-SMTP-Accept-Any-Recipient'] },
    ],
  });

  it('add to the groups, whatever the case of names', () => {
    const rights = effectiveRights(anonymousRelay, [principals.anonymous]);
    expect(rightNames(rights)).toEqual([
      'ms-Exch-SMTP-Submit',
      'ms-Exch-SMTP-Accept-Any-Recipient',
      'ms-Exch-SMTP-Accept-Any-Sender',
      'ms-Exch-SMTP-Accept-Authoritative-Domain-Sender',
      'ms-Exch-Accept-Headers-Routing',
    ]);
  });

  it('a denial takes away what any other entry gives', () => {
    const connector = connectorOf({
      PermissionGroups: ['ExchangeUsers'],
      AccessControl: [
        { User: 'CONTOSO\\bob', ExtendedRights: ['ms-Exch-SMTP-Submit'], Deny: true },
        { User: 'bob', ExtendedRights: ['ms-Exch-SMTP-Submit', 'ms-Exch-SMTP-Accept-Any-Sender'] },
      ],
    });
    const bob = effectiveRights(connector, ['bob@contoso.com', 'bob', principals.authenticatedUsers]);
    const alice = effectiveRights(connector, ['alice', principals.authenticatedUsers]);
    expect(holds(bob, 'ms-Exch-SMTP-Submit')).toBe(false);
    expect(holds(bob, 'ms-Exch-SMTP-Accept-Any-Sender')).toBe(true);
    expect(holds(alice, 'ms-Exch-SMTP-Submit')).toBe(true);
  });

  it('name an account in any form in which it may sign in', () => {
    const connector = connectorOf({
      PermissionGroups: ['ExchangeUsers'],
      AccessControl: [
        { User: 'JOSE\u0301@M\u00DCNCHEN.example', ExtendedRights: ['ms-Exch-SMTP-Submit'], Deny: true },
      ],
    });
    const rights = effectiveRights(connector, [
      'jos\u00E9@xn--mnchen-3ya.example',
      principals.authenticatedUsers,
    ]);
    expect(holds(rights, 'ms-Exch-SMTP-Submit')).toBe(false);
  });

  it('an account cannot pose as a well-known principal by its name', () => {
    const rights = effectiveRights(anonymousRelay, ['ANONYMOUS LOGON']);
    expect(rights).toBe(noRights);
  });
});

it('legacy servers are denied organization and forest headers even when another entry allows them', () => {
  const headers: readonly ExtendedRight[] = [
    'ms-Exch-Accept-Headers-Organization',
    'ms-Exch-Accept-Headers-Forest',
  ];
  const connector = connectorOf({
    PermissionGroups: ['ExchangeLegacyServers'],
    AccessControl: [{ User: principals.legacyInterop, ExtendedRights: headers }],
  });
  expect(effectiveRights(connector, [principals.legacyInterop]) & rightsOf(...headers)).toBe(noRights);
});

it('PERMS on the wire: a right keeps its bit', () => {
  expect(rightsOf('ms-Exch-SMTP-Submit')).toBe(0x1);
  expect(rightsOf('ms-Exch-SMTP-Accept-Any-Recipient')).toBe(0x2);
  expect(rightsOf('ms-Exch-SMTP-Accept-XProxyFrom')).toBe(0x1000);
  expect(rightsOf('ms-Exch-SMTP-Send-XMessageContext-FastIndex')).toBe(0x40000);
});

it('the protocol log has the short names', () => {
  const connector = connectorOf({ PermissionGroups: ['AnonymousUsers'] });
  expect(logNames(effectiveRights(connector, [principals.anonymous]))).toBe(
    'SMTPSubmit SMTPAcceptAnySender SMTPAcceptAuthoritativeDomainSender AcceptRoutingHeaders',
  );
});

describe('PermissionGroups as shown', () => {
  const byHand = [{ User: 'bob', ExtendedRights: ['ms-Exch-SMTP-Submit'] }];

  it.each([
    [{}, 'None'],
    [{ PermissionGroups: ['None'] }, 'None'],
    [{ PermissionGroups: ['Partners', 'AnonymousUsers'] }, 'AnonymousUsers, Partners'],
    [{ AccessControl: byHand }, 'Custom'],
    [
      {
        PermissionGroups: ['ExchangeLegacyServers', 'ExchangeServers', 'AnonymousUsers'],
        AccessControl: byHand,
      },
      'AnonymousUsers, ExchangeServers, ExchangeLegacyServers, Custom',
    ],
  ])('%j: %s', (parameters, shown) => {
    expect(shownPermissionGroups(connectorOf(parameters)).join(', ')).toBe(shown);
  });
});
