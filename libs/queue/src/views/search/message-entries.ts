import type { OrderedCopy } from '../../redis/bulk-operations/message-order.js';
import type { Value } from '../filter/predicate.js';
import type { ListedMessage } from '../messages/listed-message.js';
import type { MessageFilter, MessageProperty } from '../messages/message-properties.js';
import { NumberColumn } from './columns/column.js';
import { MessageColumns, type SearchSort } from './columns/message-columns.js';
import { FoundMessages, type FoundIn, type IndexedMessage } from './found-messages.js';
import { withoutRetry, type JobPlace } from './redis-queue-jobs.js';

/** Rows of messages that are gone are kept until there are so many more of them than of others. */
const goneMax = 10_000;
/** Of results that nobody has any more so many are let be. */
const resultsMax = 200;

/** The messages in the queues, each in a row, with the place where its job was met last. */
export class MessageEntries implements FoundIn {
  /** Rows, by queue and job. */
  readonly #queues = new Map<string, Map<string, number>>();
  readonly #columns = new MessageColumns();
  readonly #places = new NumberColumn();
  /** The walk that has met it last. */
  readonly #walks = new NumberColumn();
  /** Larger by two with each change, and odd when it is gone. */
  readonly #states = new NumberColumn();
  /** Results of searches that somebody has: their rows stay. */
  readonly #results = new Set<WeakRef<FoundMessages>>();
  /** Rows, those of messages that are gone as well. */
  #rows = 0;
  #count = 0;
  /** Rows of messages that are gone and were found, when rows were last cleared away. */
  #goneKept = 0;
  /** Rows, by their receipt. */
  #order = new Uint32Array();
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

  /** Whether all is known of it: it was in that place when it was met before, or its queue alone has entered Retry or left it. */
  meet({ queue, jobId, place }: JobPlace, walk: number): boolean {
    const row = this.#queues.get(queue)?.get(jobId);
    if (row === undefined) return false;
    this.#walks.set(row, walk);
    const before = this.#places.get(row);
    if (before === place) return true;
    const waits = withoutRetry(place);
    if (waits === undefined || waits !== withoutRetry(before)) return false;
    this.#places.set(row, place);
    this.#columns.restate(row, place !== waits);
    this.#changed(row);
    return true;
  }

  placeOf(queue: string, jobId: string): JobPlace | undefined {
    const row = this.#queues.get(queue)?.get(jobId);
    return row === undefined ? undefined : { queue, jobId, place: this.#places.get(row) };
  }

  /** Those in a queue that this walk has not met. */
  missing(queue: string, walk: number): readonly JobPlace[] {
    const missing: JobPlace[] = [];
    for (const [jobId, row] of this.#queues.get(queue) ?? []) {
      if (this.#walks.get(row) !== walk) missing.push({ queue, jobId, place: this.#places.get(row) });
    }
    return missing;
  }

  keep({ queue, jobId, place }: JobPlace, seen: ListedMessage, walk: number): void {
    const jobs = this.#queues.get(queue) ?? new Map<string, number>();
    const row = jobs.get(jobId) ?? this.#newRow();
    jobs.set(jobId, row);
    this.#queues.set(queue, jobs);
    this.#columns.write(row, { ...seen, queue });
    this.#places.set(row, place);
    this.#walks.set(row, walk);
    this.#changed(row);
  }

  drop(queue: string, jobId: string): void {
    const jobs = this.#queues.get(queue);
    const row = jobs?.get(jobId);
    if (jobs === undefined || row === undefined) return;
    this.#leave(row);
    jobs.delete(jobId);
    if (jobs.size === 0) this.#queues.delete(queue);
  }

  clear(): void {
    for (const jobs of this.#queues.values()) for (const row of jobs.values()) this.#leave(row);
    this.#queues.clear();
    this.#compact();
  }

  /** After many have come and gone: what nobody needs any more takes no memory. */
  tidy(): void {
    const gone = this.#rows - this.#count - this.#goneKept;
    if (gone > this.#count + goneMax || this.#columns.isWasteful(this.#rows)) this.#compact();
  }

  /** By their receipt, or in another order, then by their receipt. */
  find(filter: MessageFilter, sort?: SearchSort): FoundMessages {
    const found = this.#columns.passing(this.#inOrder(), filter);
    const result = new FoundMessages(this, sort === undefined ? found : this.#columns.sorted(found, sort));
    if (this.#results.size > resultsMax) this.#resultsInUse();
    this.#results.add(new WeakRef(result));
    return result;
  }

  at(row: number): IndexedMessage {
    return { message: this.#columns.read(row), gone: this.#isGone(row) };
  }

  copyAt(row: number): OrderedCopy {
    return this.#columns.copy(row);
  }

  stateOf(row: number): number {
    return this.#states.get(row);
  }

  counts(rows: Uint32Array, by: MessageProperty): ReadonlyMap<Value, number> {
    return this.#columns.counts(rows, by);
  }

  #newRow(): number {
    const row = this.#rows;
    this.#rows += 1;
    this.#count += 1;
    this.#states.set(row, 0);
    this.#come.push(row);
    return row;
  }

  #changed(row: number): void {
    this.#states.set(row, this.#states.get(row) + 2);
  }

  #leave(row: number): void {
    this.#states.set(row, this.#states.get(row) + 1);
    this.#left = true;
    this.#count -= 1;
  }

  #isGone(row: number): boolean {
    return this.#states.get(row) % 2 === 1;
  }

  /** As most searches want them. Nearly always what has come was received last. */
  #inOrder(): Uint32Array {
    if (!this.#left && this.#come.length === 0) return this.#order;
    const here = (row: number): boolean => !this.#isGone(row);
    const known = this.#left ? this.#order.filter(here) : this.#order;
    const come = this.#come.filter(here).sort(this.#byReceipt);
    const [first, last] = [come[0], known.at(-1)];
    const order = new Uint32Array(known.length + come.length);
    order.set(known);
    order.set(come, known.length);
    const inOrder = first === undefined || last === undefined || this.#byReceipt(last, first) < 0;
    this.#order = inOrder ? order : order.sort(this.#byReceipt);
    this.#come = [];
    this.#left = false;
    return this.#order;
  }

  readonly #byReceipt = (one: number, other: number): number => {
    const [first, second] = [this.#columns.receivedAt(one), this.#columns.receivedAt(other)];
    if (first !== second) return first - second;
    return this.#columns.internalId(one) < this.#columns.internalId(other) ? -1 : 1;
  };

  /** Rows that nobody needs go; the others, and the results that have them, get new numbers. */
  #compact(): void {
    const results = this.#resultsInUse();
    const kept = this.#neededRows(results);
    const numbers = new Uint32Array(this.#rows);
    for (let number = 0; number < kept.length; number += 1) numbers[kept[number] ?? 0] = number;
    const rowOf = (row: number): number => numbers[row] ?? 0;
    for (const column of [this.#columns, this.#places, this.#walks, this.#states]) column.keepOnly(kept);
    for (const found of results) found.renumber(rowOf);
    for (const jobs of this.#queues.values()) for (const [job, row] of jobs) jobs.set(job, rowOf(row));
    this.#rows = kept.length;
    this.#goneKept = kept.length - this.#count;
    this.#order = new Uint32Array();
    this.#come = [];
    for (let row = 0; row < kept.length; row += 1) this.#come.push(row);
  }

  /** Of messages in the queues, and of those that somebody has found. */
  #neededRows(results: readonly FoundMessages[]): Uint32Array {
    const isNeeded = new Uint8Array(this.#rows);
    for (const found of results) for (const row of found.rows()) isNeeded[row] = 1;
    const needed = new Uint32Array(this.#rows);
    let count = 0;
    for (let row = 0; row < this.#rows; row += 1) {
      if (isNeeded[row] === 1 || !this.#isGone(row)) needed[count++] = row;
    }
    return needed.subarray(0, count);
  }

  #resultsInUse(): readonly FoundMessages[] {
    const found: FoundMessages[] = [];
    for (const result of this.#results) {
      const inUse = result.deref();
      if (inUse === undefined) this.#results.delete(result);
      else found.push(inUse);
    }
    return found;
  }
}
