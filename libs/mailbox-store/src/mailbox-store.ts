import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';

import {
  deliveryFirewall,
  HeaderBlock,
  headerField,
  HeaderSplitter,
  messageIdOf,
  type HeaderField,
} from '@mailyard/message';

import { mailboxPath, type MailboxId } from './maildir/mailbox-path.js';
import { Maildirs, type DatabaseFolder } from './maildir/maildirs.js';
import { MessageFile } from './maildir/message-file.js';
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

/** `stored`: on disk, and there after a power failure. */
export type StorageOutcome = { readonly kind: 'stored' } | StorageFault;

export interface MailboxStoreOptions {
  /** `$MAILYARD_DATA_DIR/mailboxes`. */
  readonly root: string;
  /** The folder of a database below the root, by its name. Not given: whatever is there is taken. */
  readonly databaseFolder?: (name: string) => DatabaseFolder;
  /** What became of each copy. */
  readonly onOutcome?: (outcome: StorageOutcome) => void;
}

/** All mailboxes of a server, as Maildirs. Several processes, also on several hosts, may deliver into them at once. */
export class MailboxStore {
  readonly #root: string;
  readonly #maildirs: Maildirs;
  readonly #onOutcome: (outcome: StorageOutcome) => void;
  readonly #names = new UniqueNames({
    host: hostname(),
    pid: process.pid,
    random: randomBytes(4).toString('hex'),
  });

  constructor(options: MailboxStoreOptions) {
    this.#root = options.root;
    this.#maildirs = new Maildirs(options.databaseFolder);
    this.#onOutcome = options.onOutcome ?? (() => undefined);
  }

  /** Takes in one message for one or more mailboxes; they are made when they do not exist yet. */
  begin(message: IncomingMessage): MailboxWriter {
    return new MailboxWriter(this.#maildirs, message, {
      paths: message.mailboxes.map((mailbox) => mailboxPath(this.#root, mailbox)),
      name: this.#names.next(performance.timeOrigin + performance.now()),
      onOutcome: this.#onOutcome,
    });
  }

  /** Removes the remains of deliveries that died long ago; resolves with their number. */
  removeLeftovers(): Promise<number> {
    return this.#maildirs.removeLeftovers(this.#root, Date.now());
  }
}

interface Target {
  /** Directory of each mailbox, in the order of the message’s mailboxes; one may come twice. */
  readonly paths: readonly string[];
  /** Of the file, in all of them. */
  readonly name: string;
  readonly onOutcome: (outcome: StorageOutcome) => void;
}

const stored: StorageOutcome = { kind: 'stored' };
const sharesAtATime = 16;

/** Takes the content of one message, once, for all its mailboxes. Calls must not overlap. */
export class MailboxWriter {
  readonly #maildirs: Maildirs;
  readonly #message: IncomingMessage;
  readonly #target: Target;
  readonly #splitter: HeaderSplitter;
  readonly #file: MessageFile;
  #headerWritten = false;
  #messageId: string | undefined;
  #fault: StorageFault | undefined;

  constructor(maildirs: Maildirs, message: IncomingMessage, target: Target) {
    this.#maildirs = maildirs;
    this.#message = message;
    this.#target = target;
    this.#splitter = new HeaderSplitter({ maxHeaderBytes: message.maxHeaderBytes });
    this.#file = new MessageFile(maildirs, [...new Set(target.paths)], target.name);
  }

  /** With angle brackets; known once the header block has come. */
  get messageId(): string | undefined {
    return this.#messageId;
  }

  /** Storage faults are told by `end`; throws a ReplyError when the header block is too large. */
  async write(chunk: Buffer): Promise<void> {
    await this.#append(this.#splitter.write(chunk));
  }

  /** One outcome for each mailbox of the message, in order. */
  async end(): Promise<readonly StorageOutcome[]> {
    await this.#append(this.#splitter.end());
    const home = await this.#guarded(() => this.#file.finish());
    const outcomes = home === undefined ? this.#file.passedOver : await this.#publish(home);
    const results = this.#target.paths.map((path) => outcomes.get(path) ?? this.#fault ?? stored);
    results.forEach(this.#target.onOutcome);
    return results;
  }

  /** Nothing of this message stays. */
  abort(): Promise<void> {
    return this.#file.discard();
  }

  async #append(content: readonly Buffer[]): Promise<void> {
    if (this.#fault !== undefined || this.#splitter.header === undefined) return;
    const chunks = this.#headerWritten ? content : [this.#header(this.#splitter.header), ...content];
    this.#headerWritten = true;
    await this.#guarded(() => this.#file.append(chunks));
  }

  #header(octets: Buffer): Buffer {
    const block = HeaderBlock.parse(octets);
    this.#messageId = messageIdOf(block);
    return deliveredHeader(block, this.#message).toBuffer();
  }

  /** Undefined when the storage has failed, now or before. */
  async #guarded<T>(work: () => Promise<T>): Promise<T | undefined> {
    if (this.#fault !== undefined) return undefined;
    try {
      return await work();
    } catch (error) {
      this.#fault = storageFault(error);
      await this.#file.discard();
      if (this.#fault === undefined) throw error;
      return undefined;
    }
  }

  /** The copies first: the file leaves its home’s `tmp` last. */
  async #publish(home: string): Promise<ReadonlyMap<string, StorageOutcome>> {
    const { name, paths } = this.#target;
    const outcomes = new Map<string, StorageOutcome>(this.#file.passedOver);
    const others = [...new Set(paths)].filter((path) => path !== home && !outcomes.has(path));
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

/**
 * Names that no other delivery ever takes: `time.M<micros>P<pid>Q<sequence>R<random>.host`, as Maildir asks. The random
 * part tells apart containers that have the same process id and host name.
 */
class UniqueNames {
  readonly #suffix: string;
  readonly #pid: number;
  #sequence = 0;

  constructor(process: { readonly host: string; readonly pid: number; readonly random: string }) {
    this.#pid = process.pid;
    // `/` cannot be in a file name, `:` begins Maildir's flags.
    const host = process.host.replaceAll('/', '\\057').replaceAll(':', '\\072');
    this.#suffix = `R${process.random}.${host}`;
  }

  /** `now` in milliseconds since the epoch, with a fraction. */
  next(now: number): string {
    this.#sequence += 1;
    const seconds = Math.floor(now / 1_000);
    const micros = Math.floor((now % 1_000) * 1_000);
    return `${seconds}.M${String(micros).padStart(6, '0')}P${this.#pid}Q${this.#sequence}${this.#suffix}`;
  }
}
