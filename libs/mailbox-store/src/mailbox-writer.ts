import {
  deliveryFirewall,
  HeaderBlock,
  headerField,
  HeaderSplitter,
  mayBeDuplicate,
  messageIdOf,
  type HeaderField,
} from '@mailyard/message';

import type { GroupCommit } from './delivery/group-commit.js';
import type { MailboxId } from './maildir/mailbox-path.js';
import type { Maildirs } from './maildir/maildirs.js';
import { MessageFile } from './maildir/message-file.js';
import { hasMessage, messageIdentity } from './maildir/message-identity.js';
import { storageFault, type StorageFault } from './maildir/storage-fault.js';

/** One message on its way into mailboxes. */
export interface IncomingMessage {
  readonly mailboxes: readonly MailboxId[];
  /** Without angle brackets; empty for the null reverse-path. */
  readonly reversePath: string;
  /** The trace of this last hop. */
  readonly received: HeaderField;
  readonly maxHeaderBytes: number;
}

/** `stored`: on disk, and there after a power failure; `duplicate`: so it was before, by another attempt. */
export type StorageOutcome = { readonly kind: 'stored' | 'duplicate' } | StorageFault;

export interface Target {
  /** Directory of each mailbox, in the order of the message’s mailboxes; one may come twice. */
  readonly paths: readonly string[];
  /** Of the file, in all of them; holds the message's identity. */
  readonly nextName: (identity: string | undefined) => string;
  /** Stores small messages together; undefined when the mailboxes are in several databases. */
  readonly commit: GroupCommit | undefined;
  readonly onOutcome: (outcome: StorageOutcome) => void;
}

const stored: StorageOutcome = { kind: 'stored' };
const duplicate: StorageOutcome = { kind: 'duplicate' };
const sharesAtATime = 16;

/** Takes the content of one message, once, for all its mailboxes. Calls must not overlap. */
export class MailboxWriter {
  readonly #maildirs: Maildirs;
  readonly #message: IncomingMessage;
  readonly #target: Target;
  readonly #splitter: HeaderSplitter;
  /** Once the header is known. */
  #file: MessageFile | undefined;
  #name = '';
  /** Each once, but those that have the message already. */
  #mailboxes: readonly string[];
  readonly #duplicates = new Map<string, StorageOutcome>();
  #bytes = 0;
  #block: HeaderBlock | undefined;
  #messageId: string | undefined;
  #fault: StorageFault | undefined;

  constructor(maildirs: Maildirs, message: IncomingMessage, target: Target) {
    this.#maildirs = maildirs;
    this.#message = message;
    this.#target = target;
    this.#splitter = new HeaderSplitter({ maxHeaderBytes: message.maxHeaderBytes });
    const { paths } = target;
    this.#mailboxes = paths.length === 1 ? paths : [...new Set(paths)];
  }

  /** With angle brackets; known once the header block has come. */
  get messageId(): string | undefined {
    return this.#messageId;
  }

  /** As it came. */
  get header(): HeaderBlock | undefined {
    return this.#block;
  }

  /** Of header and content, as far as they have come. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Storage faults are told by `end`; throws a ReplyError when the header block is too large. */
  write(chunk: Buffer): Promise<void> | void {
    this.#bytes += chunk.length;
    return this.#append(this.#splitter.write(chunk));
  }

  /** One outcome for each mailbox of the message, in order. */
  async end(): Promise<readonly StorageOutcome[]> {
    await this.#append(this.#splitter.end());
    const outcomes = (await this.#together()) ?? (await this.#alone());
    for (const outcome of outcomes) this.#target.onOutcome(outcome);
    return outcomes;
  }

  /** Nothing of this message stays. */
  abort(): Promise<void> {
    return this.#file?.discard() ?? Promise.resolve();
  }

  /** A small message becomes durable with others. Undefined: it cannot here. */
  async #together(): Promise<readonly StorageOutcome[] | undefined> {
    const { commit, paths } = this.#target;
    const octets = this.#fault === undefined ? this.#file?.held : undefined;
    if (commit === undefined || octets === undefined || this.#mailboxes.length === 0) return undefined;
    const faults = await commit.store({ mailboxes: this.#mailboxes, name: this.#name, octets });
    if (faults === 'alone') return undefined;
    const outcomeIn = (path: string): StorageOutcome => faults[this.#mailboxes.indexOf(path)] ?? stored;
    return paths.map((path) => this.#duplicates.get(path) ?? outcomeIn(path));
  }

  async #alone(): Promise<readonly StorageOutcome[]> {
    const file = this.#file;
    const home = this.#mailboxes.length === 0 ? undefined : await this.#guarded(async () => file?.finish());
    const outcomes = home === undefined ? file?.passedOver : await this.#publish(home);
    return this.#target.paths.map(
      (path) => this.#duplicates.get(path) ?? outcomes?.get(path) ?? this.#fault ?? stored,
    );
  }

  /** At once as long as the message is small, and nobody has to look for it. */
  #append(content: readonly Buffer[]): Promise<void> | void {
    const { header } = this.#splitter;
    if (this.#fault !== undefined || header === undefined) return;
    if (this.#file !== undefined) return this.#hold(this.#file, content);
    const block = HeaderBlock.parse(header);
    this.#block = block;
    this.#messageId = messageIdOf(block);
    const chunks = [deliveredHeader(block, this.#message).toBuffer(), ...content];
    const identity = messageIdentity(block);
    if (identity === undefined || !mayBeDuplicate(block)) return this.#hold(this.#open(identity), chunks);
    return this.#passOverDuplicates(identity).then(() => this.#hold(this.#open(identity), chunks));
  }

  #open(identity: string | undefined): MessageFile {
    this.#name = this.#target.nextName(identity);
    this.#file = new MessageFile(this.#maildirs, this.#mailboxes, this.#name);
    return this.#file;
  }

  #hold(file: MessageFile, chunks: readonly Buffer[]): Promise<void> | void {
    if (this.#mailboxes.length === 0 || file.hold(chunks)) return;
    return this.#guarded(() => file.write());
  }

  /** Mailboxes that an earlier attempt has reached, of which nobody has heard. */
  async #passOverDuplicates(identity: string): Promise<void> {
    await this.#guarded(async () => {
      for (const path of this.#mailboxes) {
        if (await hasMessage(path, identity)) this.#duplicates.set(path, duplicate);
      }
      this.#mailboxes = this.#mailboxes.filter((path) => !this.#duplicates.has(path));
    });
  }

  /** Undefined when the storage has failed, now or before. */
  async #guarded<T>(work: () => Promise<T>): Promise<T | undefined> {
    if (this.#fault !== undefined) return undefined;
    try {
      return await work();
    } catch (error) {
      this.#fault = storageFault(error);
      await this.#file?.discard();
      if (this.#fault === undefined) throw error;
      return undefined;
    }
  }

  /** The copies first: the file leaves its home’s `tmp` last. */
  async #publish(home: string): Promise<ReadonlyMap<string, StorageOutcome>> {
    const name = this.#name;
    const outcomes = new Map<string, StorageOutcome>(this.#file?.passedOver);
    const others = this.#mailboxes.filter((path) => path !== home && !outcomes.has(path));
    for (let index = 0; index < others.length; index += sharesAtATime) {
      const share = async (path: string): Promise<void> => {
        outcomes.set(path, await outcomeOf(this.#maildirs.share(home, path, name)));
      };
      await Promise.all(others.slice(index, index + sharesAtATime).map(share));
    }
    outcomes.set(home, await outcomeOf(this.#maildirs.publish(home, name)));
    return outcomes;
  }
}

async function outcomeOf(work: Promise<void>): Promise<StorageOutcome> {
  try {
    await work;
    return stored;
  } catch (error) {
    const fault = storageFault(error);
    if (fault === undefined) throw error;
    return fault;
  }
}

/** The header block as the mailbox shows it: Return-Path on top (RFC 5321 §4.4), none of transport's own fields. */
function deliveredHeader(block: HeaderBlock, message: IncomingMessage): HeaderBlock {
  const returnPath = headerField('Return-Path', `<${message.reversePath}>`);
  return deliveryFirewall(block).prepend(returnPath, message.received);
}
