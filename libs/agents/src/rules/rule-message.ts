import type { Organization, Recipient } from '@mailyard/directory';
import {
  addressesIn,
  decodeText,
  type HeaderBlock,
  type MessageReading,
  type MessageSource,
  type PartReading,
} from '@mailyard/message';
import { SearchedText } from '@mailyard/schema';
import { formatPath, type EnvelopeRecipient, type Path } from '@mailyard/smtp';

import { recipientAt } from '../recipients.js';

/** A message as rules see it. */
export interface RuleMessage<R extends EnvelopeRecipient = EnvelopeRecipient> {
  readonly reversePath: Path | null;
  /** Resolved: the primary address of each. */
  readonly recipients: readonly R[];
  readonly header: HeaderBlock;
  /** Octets of header and content. */
  readonly sizeBytes: number;
  readonly source: MessageSource;
  /** Absent when no rule looks into the content. */
  readonly reading?: MessageReading;
  /** It had to wait for moderators. */
  readonly earlier?: EarlierRules | undefined;
}

/** Guids of the rules of which a message has waited before: it is the message as it came to which they are applied again. */
export interface EarlierRules {
  /** Moderators have approved what these asked about. */
  readonly approved: readonly string[];
  /** They have told what they tell. */
  readonly told?: readonly string[];
}

const searched = new WeakMap<PartReading, SearchedText>();

/** The text of a part: made ready once, however many rules look for words in it. */
export function searchedText(part: PartReading): SearchedText {
  const known = searched.get(part) ?? new SearchedText(part.text ?? '');
  searched.set(part, known);
  return known;
}

/** What rules ask of a message, each thing found once. */
export class RuleFacts {
  readonly message: RuleMessage;
  readonly organization: Organization;
  #subject: SearchedText | undefined;
  #texts: readonly SearchedText[] | undefined;

  constructor(message: RuleMessage, organization: Organization) {
    this.message = message;
    this.organization = organization;
  }

  get subject(): SearchedText {
    return (this.#subject ??= new SearchedText(decodeText(this.message.header.first('Subject') ?? '')));
  }

  /** The parts that a reader sees as the text of the message. */
  get texts(): readonly SearchedText[] {
    const { parts = [] } = this.message.reading ?? {};
    return (this.#texts ??= parts
      .filter(({ isAttachment, text }) => !isAttachment && text !== undefined)
      .map(searchedText));
  }

  /** Addresses in a field; none where it cannot be read. */
  addressesOf(...names: readonly string[]): readonly string[] {
    return names
      .flatMap((name) => this.message.header.find(name))
      .flatMap((value) => addressesIn(value) ?? []);
  }

  /** Whom the directory knows by the address in the header. */
  get sender(): Recipient | undefined {
    const [address] = this.senders('Header');
    return address === undefined ? undefined : recipientAt(address, this.organization);
  }

  /** Where the rule looks for the sender. */
  senders(location: 'Header' | 'Envelope' | 'HeaderOrEnvelope'): readonly string[] {
    const { reversePath } = this.message;
    const envelope = reversePath === null ? [] : [formatPath(reversePath)];
    const header = location === 'Envelope' ? [] : this.#headerSender();
    if (location === 'Envelope') return envelope;
    // Without From a message is from whoever its reverse-path names.
    return location === 'Header' && header.length > 0 ? header : [...header, ...envelope];
  }

  #headerSender(): readonly string[] {
    const sender = this.addressesOf('From');
    return sender.length > 0 ? sender : this.addressesOf('Sender');
  }
}
