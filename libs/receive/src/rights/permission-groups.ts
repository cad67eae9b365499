import {
  principals,
  type AccessControlEntry,
  type ExtendedRight,
  type PermissionGroup,
  type ReceiveConnector,
} from '@mailyard/directory';

const externallySecuredRights: readonly ExtendedRight[] = [
  'ms-Exch-SMTP-Submit',
  'ms-Exch-SMTP-Accept-Any-Recipient',
  'ms-Exch-SMTP-Accept-Any-Sender',
  'ms-Exch-SMTP-Accept-Authoritative-Domain-Sender',
  'ms-Exch-SMTP-Accept-Authentication-Flag',
  'ms-Exch-SMTP-Accept-Exch50',
  'ms-Exch-Bypass-Anti-Spam',
  'ms-Exch-Bypass-Message-Size-Limit',
  'ms-Exch-Accept-Headers-Routing',
];

/** Of a server of the organization. */
export const serverRights: readonly ExtendedRight[] = [
  ...externallySecuredRights,
  'ms-Exch-Accept-Headers-Organization',
  'ms-Exch-Accept-Headers-Forest',
  'ms-Exch-SMTP-Accept-Xattr',
  'ms-Exch-SMTP-Accept-XProxyFrom',
  'ms-Exch-SMTP-Accept-XSessionParams',
  'ms-Exch-SMTP-Accept-XShadow',
  'ms-Exch-SMTP-Accept-XSysProbe',
  'ms-Exch-SMTP-Send-XMessageContext-ADRecipientCache',
  'ms-Exch-SMTP-Send-XMessageContext-ExtendedProperties',
  'ms-Exch-SMTP-Send-XMessageContext-FastIndex',
];

function allow(User: string, ...ExtendedRights: readonly ExtendedRight[]): AccessControlEntry {
  return { User, ExtendedRights, Deny: false };
}

function deny(User: string, ...ExtendedRights: readonly ExtendedRight[]): AccessControlEntry {
  return { User, ExtendedRights, Deny: true };
}

/** The fixed content of each permission group. */
export const permissionGroupEntries: Readonly<Record<PermissionGroup, readonly AccessControlEntry[]>> = {
  None: [],
  AnonymousUsers: [
    allow(
      principals.anonymous,
      'ms-Exch-SMTP-Submit',
      'ms-Exch-SMTP-Accept-Any-Sender',
      'ms-Exch-SMTP-Accept-Authoritative-Domain-Sender',
      'ms-Exch-Accept-Headers-Routing',
    ),
  ],
  ExchangeUsers: [
    allow(
      principals.authenticatedUsers,
      'ms-Exch-SMTP-Submit',
      'ms-Exch-SMTP-Accept-Any-Recipient',
      'ms-Exch-Bypass-Anti-Spam',
      'ms-Exch-Accept-Headers-Routing',
    ),
  ],
  ExchangeServers: [
    allow(principals.exchangeServers, ...serverRights),
    allow(principals.edgeServers, ...serverRights),
    allow(principals.hubServers, ...serverRights),
    allow(principals.externallySecured, ...externallySecuredRights),
  ],
  ExchangeLegacyServers: [
    allow(principals.legacyInterop, ...externallySecuredRights),
    deny(principals.legacyInterop, 'ms-Exch-Accept-Headers-Organization', 'ms-Exch-Accept-Headers-Forest'),
  ],
  Partners: [allow(principals.partners, 'ms-Exch-SMTP-Submit', 'ms-Exch-Accept-Headers-Routing')],
  Custom: [],
};

// In the order in which Exchange lists them.
const shownOrder = [
  'AnonymousUsers',
  'ExchangeUsers',
  'ExchangeServers',
  'ExchangeLegacyServers',
  'Partners',
] as const satisfies readonly PermissionGroup[];

/** `PermissionGroups` as it is shown to people: entries made by hand add `Custom`, nothing at all is `None`. */
export function shownPermissionGroups({
  PermissionGroups,
  AccessControl,
}: Pick<ReceiveConnector, 'PermissionGroups' | 'AccessControl'>): readonly (PermissionGroup | 'Custom')[] {
  const groups = shownOrder.filter((group) => PermissionGroups.includes(group));
  const shown = AccessControl.length > 0 ? [...groups, 'Custom' as const] : groups;
  return shown.length > 0 ? shown : ['None'];
}
