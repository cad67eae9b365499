// What an agent is asked and answers, as docs/delivery-agents.md has it: an agent knows nothing else of Mailyard.

export interface Connector {
  readonly guid: string;
  readonly name: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly credential?: { readonly userName: string; readonly password: string };
  readonly maxConcurrentConnections: number;
}

export interface Recipient {
  readonly address: string;
  readonly type: string;
  readonly value: string;
}

export interface MailItem {
  readonly id: string;
  readonly networkMessageId: string;
  readonly messageId: string;
  readonly reversePath: string;
  readonly recipients: readonly Recipient[];
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  readonly sizeBytes: number;
  readonly receivedAt: string;
  readonly contentFile: string;
}

export interface Delivery {
  readonly connector: Connector;
  readonly mailItem: MailItem;
}

/** Printable ASCII, 400 characters at most. */
interface ReplyText {
  readonly code?: number;
  readonly status?: string;
  readonly text: string;
}

export type Action =
  | { readonly action: 'DeferQueue'; readonly reply: ReplyText; readonly retryAfterSeconds?: number }
  | { readonly action: 'RegisterConnection'; readonly remoteHost: string }
  | {
      readonly action: 'AckMailItemSuccess' | 'AckMailItemDefer' | 'AckMailItemFail';
      readonly reply: ReplyText;
    }
  | {
      readonly action: 'AckRecipientSuccess' | 'AckRecipientDefer' | 'AckRecipientFail';
      readonly recipients: readonly string[];
      readonly reply: ReplyText;
    };

/** A text that a reply may have. */
export function replyText(text: string): string {
  return text.replaceAll(/[^\x20-\x7e]+/g, ' ').slice(0, 400) || 'no reason was given';
}

export function deferQueue(text: string, retryAfterSeconds?: number): readonly Action[] {
  const reply = { text: replyText(text) };
  return [{ action: 'DeferQueue', reply, ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }) }];
}
