import type { ExtendedRight } from '@mailyard/directory';

/** A set of extended rights as bits. It travels in `PERMS=` between services, so a bit never changes its meaning. */
export type Rights = number;

interface RightRow {
  readonly bit: number;
  /** The name in the protocol log’s “Set Session Permissions” lines. */
  readonly logName: string;
}

const rows = {
  'ms-Exch-SMTP-Submit': { bit: 0, logName: 'SMTPSubmit' },
  'ms-Exch-SMTP-Accept-Any-Recipient': { bit: 1, logName: 'SMTPAcceptAnyRecipient' },
  'ms-Exch-SMTP-Accept-Any-Sender': { bit: 2, logName: 'SMTPAcceptAnySender' },
  'ms-Exch-SMTP-Accept-Authoritative-Domain-Sender': {
    bit: 3,
    logName: 'SMTPAcceptAuthoritativeDomainSender',
  },
  'ms-Exch-SMTP-Accept-Authentication-Flag': { bit: 4, logName: 'SMTPAcceptAuthenticationFlag' },
  'ms-Exch-SMTP-Accept-Exch50': { bit: 5, logName: 'SMTPAcceptEXCH50' },
  'ms-Exch-Bypass-Anti-Spam': { bit: 6, logName: 'BypassAntiSpam' },
  'ms-Exch-Bypass-Message-Size-Limit': { bit: 7, logName: 'BypassMessageSizeLimit' },
  'ms-Exch-Accept-Headers-Routing': { bit: 8, logName: 'AcceptRoutingHeaders' },
  'ms-Exch-Accept-Headers-Organization': { bit: 9, logName: 'AcceptOrganizationHeaders' },
  'ms-Exch-Accept-Headers-Forest': { bit: 10, logName: 'AcceptForestHeaders' },
  'ms-Exch-SMTP-Accept-Xattr': { bit: 11, logName: 'SMTPAcceptXAttr' },
  'ms-Exch-SMTP-Accept-XProxyFrom': { bit: 12, logName: 'SMTPAcceptXProxyFrom' },
  'ms-Exch-SMTP-Accept-XSessionParams': { bit: 13, logName: 'SMTPAcceptXSessionParams' },
  'ms-Exch-SMTP-Accept-XShadow': { bit: 14, logName: 'SMTPAcceptXShadow' },
  'ms-Exch-SMTP-Accept-XSysProbe': { bit: 15, logName: 'SMTPAcceptXSysProbe' },
  'ms-Exch-SMTP-Send-XMessageContext-ADRecipientCache': {
    bit: 16,
    logName: 'SMTPSendXMessageContextADRecipientCache',
  },
  'ms-Exch-SMTP-Send-XMessageContext-ExtendedProperties': {
    bit: 17,
    logName: 'SMTPSendXMessageContextExtendedProperties',
  },
  'ms-Exch-SMTP-Send-XMessageContext-FastIndex': { bit: 18, logName: 'SMTPSendXMessageContextFastIndex' },
} as const satisfies Record<ExtendedRight, RightRow>;

/** Their verbs are unknown commands here, whoever has the right. */
export const rightsWithoutVerb: readonly ExtendedRight[] = [
  'ms-Exch-SMTP-Accept-Exch50',
  'ms-Exch-SMTP-Accept-Xattr',
  'ms-Exch-SMTP-Accept-XSessionParams',
  'ms-Exch-SMTP-Accept-XShadow',
  'ms-Exch-SMTP-Accept-XSysProbe',
  'ms-Exch-SMTP-Send-XMessageContext-ADRecipientCache',
  'ms-Exch-SMTP-Send-XMessageContext-ExtendedProperties',
  'ms-Exch-SMTP-Send-XMessageContext-FastIndex',
];

const names = Object.keys(rows) as ExtendedRight[];

export const noRights: Rights = 0;

export function rightsOf(...granted: readonly ExtendedRight[]): Rights {
  return granted.reduce((rights, name) => rights | (1 << rows[name].bit), noRights);
}

export function holds(rights: Rights, name: ExtendedRight): boolean {
  return (rights & (1 << rows[name].bit)) !== 0;
}

export function rightNames(rights: Rights): readonly ExtendedRight[] {
  return names.filter((name) => holds(rights, name));
}

const logNamesOf = new Map<Rights, string>();

/** As the protocol log lists them. */
export function logNames(rights: Rights): string {
  let text = logNamesOf.get(rights);
  if (text === undefined) {
    text = rightNames(rights)
      .map((name) => rows[name].logName)
      .join(' ');
    logNamesOf.set(rights, text);
  }
  return text;
}
