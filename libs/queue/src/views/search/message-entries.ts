import type { ListedMessage } from '../messages/listed-message.js';
import type { MessageFilter } from '../messages/message-properties.js';
import { MessageColumns, type SearchSort } from './message-columns.js';
import type { JobPlace } from './redis-queue-jobs.js';

/** A message in a queue, as it was seen last. */
export interface IndexedMessage {
  readonly message: ListedMessage;
  /** It has left its queue. */
  readonly gone: boolean;
}

interface Entry extends IndexedMessage {
  message: ListedMessage;
  gone: boolean;
  place: string;
  /** The walk that has met it last. */
  walk: number;
  row: number;
}

/** Rows of messages that are gone are kept until there are so many more of them than of others. */
const goneMax = 10_000;

/** The messages in the queues, each where its job was met last. */
export class MessageEntries {
  readonly #queues = new Map<string, Map<string, Entry>>();
  readonly #texts = new Map<string, string>();
  /** By their rows; those that are gone, too. */
  #rows: Entry[] = [];
  #columns = new MessageColumns(this.#rows);
  #count = 0;
  /** Rows, by their receipt. */
  #order: readonly number[] = [];
  /** Some of them are gone. */
  #left = false;
  /** That are not among them yet. */
  #come: number[] = [];

  get count(): number {
    return this.#count;
  }

  countIn(queue: string): number {
    return this.#queues.get(queue)?.size ?? 0;
  }

  queues(): Iterable<string> {
    return this.#queues.keys();
  }

  /** Whether it is known, and was in that place when it was met before. */
  meet({ queue, jobId, place }: JobPlace, walk: number): boolean {
    const entry = this.#queues.get(queue)?.get(jobId);
    if (entry === undefined) return false;
    entry.walk = walk;
    return entry.place === place;
  }

  placeOf(queue: string, jobId: string): JobPlace | undefined {
    const entry = this.#queues.get(queue)?.get(jobId);
    return entry && { queue, jobId, place: entry.place };
  }

  /** Those in a queue that this walk has not met. */
  missing(queue: string, walk: number): readonly JobPlace[] {
    const missing: JobPlace[] = [];
    for (const [jobId, entry] of this.#queues.get(queue) ?? []) {
      if (entry.walk !== walk) missing.push({ queue, jobId, place: entry.place });
    }
    return missing;
  }

  keep({ queue, jobId, place }: JobPlace, seen: ListedMessage, walk: number): void {
    const message = this.#sameShape({ ...seen, queue });
    const jobs = this.#queues.get(queue) ?? new Map<string, Entry>();
    const known = jobs.get(jobId);
    if (known !== undefined) {
      Object.assign(known, { message, place, walk });
      this.#columns.update(known.row);
      return;
    }
    const row = this.#rows.length;
    const entry = { message, gone: false, place, walk, row };
    jobs.set(jobId, entry);
    this.#queues.set(queue, jobs);
    this.#rows.push(entry);
    this.#columns.update(row);
    this.#come.push(row);
    this.#count += 1;
  }

  drop(queue: string, jobId: string): void {
    const jobs = this.#queues.get(queue);
    const known = jobs?.get(jobId);
    if (jobs === undefined || known === undefined) return;
    known.gone = true;
    this.#left = true;
    jobs.delete(jobId);
    if (jobs.size === 0) this.#queues.delete(queue);
    this.#count -= 1;
    if (this.#rows.length - this.#count > this.#count + goneMax) this.#compact();
  }

  clear(): void {
    for (const entry of this.#rows) entry.gone = true;
    this.#queues.clear();
    this.#texts.clear();
    this.#count = 0;
    this.#compact();
  }

  /** By their receipt, or in another order, then by their receipt. */
  find(filter: MessageFilter, sort?: SearchSort): readonly IndexedMessage[] {
    const found = this.#columns.passing(this.#inOrder(), filter);
    const sorted = sort === undefined ? found : this.#columns.sorted(found, sort);
    const entries: Entry[] = [];
    for (const row of sorted) {
      const entry = this.#rows[row];
      if (entry !== undefined) entries.push(entry);
    }
    return entries;
  }

  /** As most searches want them. Nearly always what has come was received last. */
  #inOrder(): readonly number[] {
    const here = (row: number): boolean => this.#rows[row]?.gone === false;
    if (!this.#left && this.#come.length === 0) return this.#order;
    const known = this.#order.filter(here);
    const come = this.#come.filter(here).sort(this.#byReceipt);
    const [first] = come;
    const last = known.at(-1);
    for (const row of come) known.push(row);
    const inOrder = first === undefined || last === undefined || this.#byReceipt(last, first) < 0;
    this.#order = inOrder ? known : known.sort(this.#byReceipt);
    this.#come = [];
    this.#left = false;
    return this.#order;
  }

  readonly #byReceipt = (one: number, other: number): number => {
    const [first, second] = [this.#rows[one]?.message, this.#rows[other]?.message];
    if (first === undefined || second === undefined) return one - other;
    if (first.receivedAt !== second.receivedAt) return first.receivedAt - second.receivedAt;
    return first.internalId < second.internalId ? -1 : 1;
  };

  /** Results of searches know their messages themselves, and no rows. */
  #compact(): void {
    this.#rows = this.#rows.filter(({ gone }) => !gone);
    for (const [row, entry] of this.#rows.entries()) entry.row = row;
    this.#columns = new MessageColumns(this.#rows);
    this.#order = [];
    this.#come = [...this.#rows.keys()];
  }

  /**
   * The same fields in the same order in every row, those that it does not have, too: V8 then finds a field where it was in
   * the row before, and a search over a hundred thousand rows takes a tenth of the time.
   */
  #sameShape(row: ListedMessage): ListedMessage {
    const once = (text: string): string => this.#once(text);
    const fields: { readonly [Name in keyof Required<ListedMessage>]: ListedMessage[Name] | undefined } = {
      internalId: row.internalId,
      number: once(row.number),
      queue: once(row.queue),
      from: once(row.from),
      originalFrom: row.originalFrom === undefined ? undefined : once(row.originalFrom),
      recipients: row.recipients.map(once),
      recipientCount: row.recipientCount,
      subject: row.subject,
      messageId: row.messageId,
      sizeBytes: row.sizeBytes,
      received: row.received,
      receivedAt: row.receivedAt,
      expirationTime: row.expirationTime,
      nextRetryTime: row.nextRetryTime,
      client: once(row.client),
      source: once(row.source),
      connector: once(row.connector),
      scl: row.scl,
      priority: row.priority,
      contentIn: row.contentIn,
      directionality: row.directionality,
      status: row.status,
      deferReason: row.deferReason,
      latencyMs: row.latencyMs,
      heldBy: row.heldBy,
      attempts: row.attempts,
      lastError: row.lastError === undefined ? undefined : once(row.lastError),
    };
    return fields as ListedMessage;
  }

  /** The same text is kept once: most senders, recipients and errors occur many times. */
  #once(text: string): string {
    const known = this.#texts.get(text);
    if (known !== undefined) return known;
    if (this.#texts.size > 2 * this.#count + 10_000) this.#texts.clear();
    this.#texts.set(text, text);
    return text;
  }
}
