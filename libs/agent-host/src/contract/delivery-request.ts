import type { DeliveryEvent } from '@mailyard/directory';

import type { AgentField } from './agent-field.js';

/** The Delivery Agent connector that mail leaves by, as its agent sees it. */
export interface DeliveryConnector {
  readonly guid: string;
  readonly name: string;
  /** DeliveryProtocol. */
  readonly protocol: string;
  /** AgentSettings: what the agent has to know, by name. */
  readonly settings: Readonly<Record<string, string>>;
  /** AuthenticationCredential, opened. */
  readonly credential?: { readonly userName: string; readonly password: string };
  readonly maxConcurrentConnections: number;
}

/** Of the hub’s making: one of so many as MaxConcurrentConnections allows. */
export interface DeliveryConnection {
  readonly id: string;
}

/** Whoever is to get it. */
export interface DeliveryRecipient {
  /** As the hub knows it: `IMCEAFAX-+2B4930123@contoso.com`. Answers name recipients so. */
  readonly address: string;
  /** Its type and itself: `FAX` and `+4930123`, or `SMTP` and the address. */
  readonly type: string;
  readonly value: string;
}

/** A message that is to be delivered. */
export interface DeliveryMailItem {
  /**
   * The same at each attempt for the same recipients by this connector, and no other message has it: a system that remembers
   * it takes a message once.
   */
  readonly id: string;
  /** GUID; the same on every copy and every server. */
  readonly networkMessageId: string;
  /** The header field, with angle brackets. */
  readonly messageId: string;
  /** Of MAIL FROM; empty: nobody hears of a failure. */
  readonly reversePath: string;
  readonly recipients: readonly DeliveryRecipient[];
  /** In their order, unfolded. */
  readonly headers: readonly AgentField[];
  /** Octets of the whole message. */
  readonly sizeBytes: number;
  /** When the organization took it, ISO 8601. */
  readonly receivedAt: string;
  /** A file with the whole message, to be read during the call. */
  readonly contentFile: string;
}

/** What a delivery agent is asked. */
export interface DeliveryRequest {
  readonly event: DeliveryEvent;
  readonly connection: DeliveryConnection;
  readonly connector: DeliveryConnector;
  /** OnOpenConnection: the address space whose mail waits, as the queue is called. */
  readonly nextHopDomain?: string;
  /** OnDeliverMailItem. */
  readonly mailItem?: Omit<DeliveryMailItem, 'contentFile'> & { readonly contentFile?: string };
}
