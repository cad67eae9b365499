import type { AgentEvent } from '@mailyard/directory';

/** Whoever is to get the message. */
export interface AgentRecipient {
  readonly address: string;
  /** From OnRoutedMessage on: where the message goes for them. */
  readonly nextHop?: { readonly deliveryType: string; readonly domain: string };
}

/** A message as an agent sees it. */
export interface AgentMessage {
  /** The same on every copy and every server. */
  readonly networkMessageId: string;
  /** The header field, with angle brackets. */
  readonly messageId: string;
  /** Of MAIL FROM; empty: nobody hears of a failure. */
  readonly reversePath: string;
  readonly recipients: readonly AgentRecipient[];
  /** In their order, unfolded. */
  readonly headers: readonly { readonly name: string; readonly value: string }[];
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

/** What an agent is asked. */
export interface AgentRequest {
  readonly event: AgentEvent;
  readonly message: AgentMessage;
}
