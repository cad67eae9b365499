import type { CategorizerEvent, ReceiveEvent } from '@mailyard/directory';

import type { AgentField } from './agent-field.js';
import type { DeliveryRequest } from './delivery-request.js';

/** Whoever is to get the message. */
export interface AgentRecipient {
  readonly address: string;
  /** From OnRoutedMessage on: where the message goes for them. */
  readonly nextHop?: { readonly deliveryType: string; readonly domain: string };
}

/** A message as an agent of the categorizer sees it. */
export interface AgentMessage {
  /** The same on every copy and every server. */
  readonly networkMessageId: string;
  /** The header field, with angle brackets. */
  readonly messageId: string;
  /** Of MAIL FROM; empty: nobody hears of a failure. */
  readonly reversePath: string;
  readonly recipients: readonly AgentRecipient[];
  /** In their order. */
  readonly headers: readonly AgentField[];
  readonly sizeBytes: number;
  /** `Internal`: whoever sent it has signed in, or is a server of the organization. */
  readonly authAs: string;
  readonly login?: string;
  readonly connector: string;
  /** Of the session in which it came. */
  readonly sessionId: string;
  readonly client: { readonly ip: string; readonly helo: string };
  /** For agents that touch `content`: a file with the whole message, to be read during the call. */
  readonly contentFile?: string;
}

/** What an agent is asked in the categorizer. */
export interface CategorizerRequest {
  readonly event: CategorizerEvent;
  readonly message: AgentMessage;
}

/** A session as an agent sees it; of a client for whom Front End speaks to a hub that client's. */
export interface AgentSession {
  /** The same in the protocol log. */
  readonly sessionId: string;
  readonly connector: string;
  readonly local: { readonly ip: string; readonly port: number };
  /** `helo` is empty before HELO or EHLO. */
  readonly client: { readonly ip: string; readonly port: number; readonly helo: string };
  /** Version and cipher; absent in clear text. */
  readonly tls?: string;
  readonly authAs: string;
  readonly login?: string;
}

/** What MAIL and RCPT have said so far. */
export interface AgentEnvelope {
  /** Empty: nobody hears of a failure. */
  readonly reversePath: string;
  /** Those that were accepted. */
  readonly recipients: readonly AgentRecipient[];
  /** SIZE of MAIL. */
  readonly declaredBytes?: number;
}

/** What an agent is asked in a session; which of the details there are depends on the event. */
export interface SessionRequest {
  readonly event: ReceiveEvent;
  readonly session: AgentSession;
  /** OnHeloCommand, OnEhloCommand: as whom the client introduces itself. */
  readonly domain?: string;
  /** OnAuthCommand. */
  readonly mechanism?: string;
  /** OnEndOfAuthentication: who has signed in. */
  readonly login?: string;
  /** From OnMailCommand on. */
  readonly envelope?: AgentEnvelope;
  /** OnRcptCommand. */
  readonly recipient?: string;
  /** OnEndOfHeaders, OnEndOfData: without fields that the client may not bring along. */
  readonly headers?: readonly AgentField[];
  /** OnEndOfData: octets of the whole message. */
  readonly sizeBytes?: number;
  /** OnEndOfData, for agents that touch `content`: a file with the whole message, to be read during the call. */
  readonly contentFile?: string;
  /** OnReject: what the client is told. */
  readonly reply?: { readonly code: number; readonly status?: string; readonly text: string };
}

/** What an agent is asked. */
export type AgentRequest = CategorizerRequest | SessionRequest | DeliveryRequest;

/** Whom it is asked about. */
export function recipientsOf(request: AgentRequest): readonly string[] {
  return concernedOf(request).recipients.map(({ address }) => address);
}

function concernedOf(request: AgentRequest): Pick<AgentEnvelope, 'recipients'> {
  if ('message' in request) return request.message;
  if ('connection' in request) return request.mailItem ?? nobody;
  return request.envelope ?? nobody;
}

const nobody: Pick<AgentEnvelope, 'recipients'> = { recipients: [] };

/** The request with the file in its place. */
export function withContentFile(request: AgentRequest, contentFile: string): AgentRequest {
  if ('connection' in request) {
    const { mailItem } = request;
    return mailItem === undefined ? request : { ...request, mailItem: { ...mailItem, contentFile } };
  }
  if (!('message' in request)) return { ...request, contentFile };
  return { ...request, message: { ...request.message, contentFile } };
}
