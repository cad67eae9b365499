/**
 * How mail can reach a next hop, in Exchange's words: DeliveryType, its label in Queue Viewer, and the NextHopCategory
 * that follows from it. What Exchange does not create any more is left out. That a type is here says nothing about
 * whether something can deliver it: that is told by the hub's table of delivery agents.
 */
const deliveryTypes = {
  DnsConnectorDelivery: { label: 'DnsConnectorDelivery', category: 'External' },
  SmartHostConnectorDelivery: { label: 'SmartHostConnectorDelivery', category: 'External' },
  DeliveryAgent: { label: 'Delivery Agent', category: 'External' },
  NonSmtpGatewayDelivery: { label: 'NonSmtpGatewayDelivery', category: 'External' },
  SmtpDeliveryToMailbox: { label: 'SMTP Delivery to Mailbox', category: 'Internal' },
  SmtpRelayToDag: { label: 'SMTP Relay to Database Availability Group', category: 'Internal' },
  SmtpRelayToMailboxDeliveryGroup: { label: 'SMTP Relay to Mailbox Delivery Group', category: 'Internal' },
  SmtpRelayToConnectorSourceServers: {
    label: 'SMTP Relay to Send Connector Source Servers',
    category: 'Internal',
  },
  SmtpRelayToServers: { label: 'SMTP Relay to Specified Exchange Servers', category: 'Internal' },
  SmtpRelayToRemoteActiveDirectorySite: {
    label: 'SMTP Relay to Remote Active Directory Site',
    category: 'Internal',
  },
  SmtpRelayWithinAdSiteToEdge: {
    label: 'SMTP Relay in Active Directory Site to Edge Transport Server',
    category: 'Internal',
  },
  ShadowRedundancy: { label: 'Shadow Redundancy', category: 'Internal' },
  /** Reserved: no queue has it. */
  Heartbeat: { label: 'Heartbeat', category: 'Internal' },
  /** Submission and Poison. */
  Undefined: { label: 'Undefined', category: 'Internal' },
  Unreachable: { label: 'Unreachable', category: 'Internal' },
} as const satisfies Record<string, { readonly label: string; readonly category: 'Internal' | 'External' }>;

export type DeliveryType = keyof typeof deliveryTypes;

/** Whether a queue leads out of the organization. */
export type NextHopCategory = (typeof deliveryTypes)[DeliveryType]['category'];

/** All of them, by Exchange's names. */
export const deliveryTypeNames = Object.keys(deliveryTypes) as readonly DeliveryType[];

export function isDeliveryType(text: string): text is DeliveryType {
  return Object.hasOwn(deliveryTypes, text);
}

/** As Queue Viewer shows it. */
export function labelOf(deliveryType: DeliveryType): string {
  return deliveryTypes[deliveryType].label;
}

export function categoryOf(deliveryType: DeliveryType): NextHopCategory {
  return deliveryTypes[deliveryType].category;
}

/** Whether the next hop is another server of the organization, which categorizes the message again. */
export function leadsToServer(deliveryType: DeliveryType): boolean {
  return deliveryType.startsWith('SmtpRelayTo');
}
