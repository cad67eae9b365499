import {
  deliveryFirewall,
  HeaderBlock,
  headerField,
  HeaderSplitter,
  leaseExpiry,
  mayBeDuplicate,
  messageIdOf,
  type HeaderField,
} from '@mailyard/message';

import type { GroupCommit } from './delivery/group-commit.js';
import type { Turns } from './delivery/turns.js';
import type { MailboxId } from './maildir/mailbox-path.js';
import type { Maildirs } from './maildir/maildirs.js';
import { MessageFile } from './maildir/message-file.js';
import { hasMessage, laterShown, messageIdentity, overtake } from './maildir/message-identity.js';
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
  /** By identity, of attempts that have to look for each other. */
  readonly turns: Turns;
  readonly onOutcome: (outcome: StorageOutcome) => void;
}

const stored: StorageOutcome = { kind: 'stored' };
const duplicate: StorageOutcome = { kind: 'duplicate' };
const overtaken: StorageOutcome = {
  kind: 'unavailable',
  cause: new Error('a later attempt is about to store it'),
};
const nothingKnown: ReadonlyMap<string, StorageOutcome> = new Map();
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
  #identity: string | undefined;
  /** From then on another attempt may store the message, too; milliseconds since the epoch. */
  #expiresAt = Infinity;
  /** Each once. */
  readonly #mailboxes: readonly string[];
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
    const outcomes = (await this.#together()) ?? (await this.#inTurn());
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
    if (commit === undefined || octets === undefined || this.#mayHaveCompany) return undefined;
    const [mailboxes, name, expiresAt] = [this.#mailboxes, this.#name, this.#expiresAt];
    const faults = await commit.store({ mailboxes, name, octets, expiresAt });
    if (faults === 'alone') return undefined;
    return paths.map((path) => faults[mailboxes.indexOf(path)] ?? stored);
  }

  get #mayHaveCompany(): boolean {
    return Date.now() >= this.#expiresAt;
  }

  /**
   * Attempts that have to look for each other would take each other's files out of `tmp`, and none would store the
   * message: those of this process do it one after the other, the latest of those that have a file there first.
   */
  async #inTurn(): Promise<readonly StorageOutcome[]> {
    const identity = this.#identity;
    if (!this.#mayHaveCompany || identity === undefined) return this.#alone();
    for (const mailbox of this.#mailboxes) await laterShown(mailbox, identity, this.#name).catch(faultOf);
    return this.#target.turns.take(identity, () => this.#alone());
  }

  async #alone(): Promise<readonly StorageOutcome[]> {
    const file = this.#file;
    const home = await this.#guarded(async () => file?.finish());
    // Only now: of two attempts that have their files in `tmp` before they look, one sees the other.
    const known = this.#mayHaveCompany ? await this.#knownBefore() : nothingKnown;
    const outcomes = home === undefined ? file?.passedOver : await this.#publish(home, known);
    const found = await this.#storedByOthers(outcomes);
    return this.#target.paths.map(
      (path) => known.get(path) ?? found.get(path) ?? outcomes?.get(path) ?? this.#fault ?? stored,
    );
  }

  /** At once as long as the message is small. */
  #append(content: readonly Buffer[]): Promise<void> | void {
    const { header } = this.#splitter;
    if (this.#fault !== undefined || header === undefined) return;
    if (this.#file !== undefined) return this.#hold(this.#file, content);
    const block = HeaderBlock.parse(header);
    this.#block = block;
    this.#messageId = messageIdOf(block);
    this.#identity = messageIdentity(block);
    if (this.#identity !== undefined) this.#expiresAt = mayBeDuplicate(block) ? 0 : leaseExpiry(block);
    return this.#hold(this.#open(), [deliveredHeader(block, this.#message).toBuffer(), ...content]);
  }

  #open(): MessageFile {
    this.#name = this.#target.nextName(this.#identity);
    this.#file = new MessageFile(this.#maildirs, this.#mailboxes, this.#name);
    return this.#file;
  }

  #hold(file: MessageFile, chunks: readonly Buffer[]): Promise<void> | void {
    if (file.hold(chunks)) return;
    return this.#guarded(() => file.write());
  }

  /** Whoever has taken our file out of `tmp` may have stored the message meanwhile. */
  async #storedByOthers(
    outcomes: ReadonlyMap<string, StorageOutcome> | undefined,
  ): Promise<ReadonlyMap<string, StorageOutcome>> {
    const failed = [...(outcomes?.values() ?? [])].some(({ kind }) => kind === 'unavailable');
    if (!failed || !this.#mayHaveCompany) return nothingKnown;
    const known = await this.#knownBefore();
    return new Map([...known].filter(([, { kind }]) => kind === 'duplicate'));
  }

  /** Mailboxes that another attempt has reached, of which nobody has heard, and those that do not tell. */
  async #knownBefore(): Promise<ReadonlyMap<string, StorageOutcome>> {
    const known = new Map<string, StorageOutcome>();
    const identity = this.#identity ?? '';
    const inEach = async (look: (path: string) => Promise<StorageOutcome | undefined>): Promise<void> => {
      for (const path of this.#mailboxes.filter((each) => !known.has(each))) {
        const outcome = await look(path).catch(faultOf);
        if (outcome !== undefined) known.set(path, outcome);
      }
    };
    await inEach(async (path) => ((await overtake(path, identity, this.#name)) ? undefined : overtaken));
    await inEach(async (path) => ((await hasMessage(path, identity)) ? duplicate : undefined));
    return known;
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
  async #publish(
    home: string,
    known: ReadonlyMap<string, StorageOutcome>,
  ): Promise<ReadonlyMap<string, StorageOutcome>> {
    const name = this.#name;
    const outcomes = new Map<string, StorageOutcome>(this.#file?.passedOver);
    const wanted = this.#mailboxes.filter((path) => !outcomes.has(path) && !known.has(path));
    const others = wanted.filter((path) => path !== home);
    for (let index = 0; index < others.length; index += sharesAtATime) {
      const share = async (path: string): Promise<void> => {
        outcomes.set(path, await outcomeOf(this.#maildirs.share(home, path, name)));
      };
      await Promise.all(others.slice(index, index + sharesAtATime).map(share));
    }
    if (wanted.includes(home)) outcomes.set(home, await outcomeOf(this.#maildirs.publish(home, name)));
    else await this.#maildirs.discard(home, name);
    return outcomes;
  }
}

function outcomeOf(work: Promise<void>): Promise<StorageOutcome> {
  return work.then(() => stored, faultOf);
}

/** Throws what is no fault of the storage. */
function faultOf(error: unknown): StorageFault {
  const fault = storageFault(error);
  if (fault === undefined) throw error;
  return fault;
}

/** The header block as the mailbox shows it: Return-Path on top (RFC 5321 §4.4), none of transport's own fields. */
function deliveredHeader(block: HeaderBlock, message: IncomingMessage): HeaderBlock {
  const returnPath = headerField('Return-Path', `<${message.reversePath}>`);
  return deliveryFirewall(block).prepend(returnPath, message.received);
}
