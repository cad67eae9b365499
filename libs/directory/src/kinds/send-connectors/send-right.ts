/** What an access control entry can allow or deny on a Send connector: what the other side is given. */
export const sendConnectorRights = [
  'ms-Exch-Send-Headers-Organization',
  'ms-Exch-Send-Headers-Forest',
  'ms-Exch-Send-Headers-Routing',
  'ms-Exch-SMTP-Send-Exch50',
  'ms-Exch-SMTP-Send-XShadow',
] as const;

/** Their verbs (XEXCH50, XSHADOW) are spoken to nobody, whoever has the right. */
export const sendRightsWithoutVerb: readonly SendRight[] = [
  'ms-Exch-SMTP-Send-Exch50',
  'ms-Exch-SMTP-Send-XShadow',
];

export type SendRight = (typeof sendConnectorRights)[number];
