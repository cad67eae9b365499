/** What an access control entry can allow or deny on a Receive connector; libs/receive says what each one means. */
export const extendedRights = [
  'ms-Exch-SMTP-Submit',
  'ms-Exch-SMTP-Accept-Any-Recipient',
  'ms-Exch-SMTP-Accept-Any-Sender',
  'ms-Exch-SMTP-Accept-Authoritative-Domain-Sender',
  'ms-Exch-SMTP-Accept-Authentication-Flag',
  'ms-Exch-SMTP-Accept-Exch50',
  'ms-Exch-Bypass-Anti-Spam',
  'ms-Exch-Bypass-Message-Size-Limit',
  'ms-Exch-Accept-Headers-Routing',
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
] as const;

export type ExtendedRight = (typeof extendedRights)[number];
