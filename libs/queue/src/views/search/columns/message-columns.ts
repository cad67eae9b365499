import type { OrderedCopy } from '../../../redis/bulk-operations/message-order.js';
import { matcherBy } from '../../filter/matcher.js';
import type { AskedProperty, Value } from '../../filter/predicate.js';
import type { ListedMessage } from '../../messages/listed-message.js';
import {
  domainIn,
  messageProperties,
  type MessageFilter,
  type MessageProperty,
} from '../../messages/message-properties.js';
import { NumberColumn, TextColumn, type Column } from './column.js';
import { KnownColumn } from './known-column.js';
import { asked, counted, known, sorted, type Searched } from './searched.js';

export interface SearchSort {
  readonly by: MessageProperty;
  readonly descending?: boolean;
}

/** What of a message is kept: the rest follows from it. */
type Kept = Required<Omit<ListedMessage, 'received'>>;
type Columns = {
  readonly [Name in keyof Kept]: Column<ListedMessage[Name]>;
};

/** Messages, each in a row, field by field: a search reads the fields that it is about, and nothing else. */
export class MessageColumns {
  readonly #of = columns();
  readonly #all = Object.entries(this.#of) as [keyof Kept, Column<unknown>][];
  readonly #searched = searchedIn(this.#of);

  write(row: number, message: ListedMessage): void {
    for (const [name, column] of this.#all) column.set(row, message[name]);
  }

  read(row: number): ListedMessage {
    const { receivedAt } = this.#of;
    const time = receivedAt.get(row);
    const message: Record<string, unknown> = { received: time === 0 ? '' : new Date(time).toISOString() };
    for (const [name, column] of this.#all) {
      const value = column.get(row);
      if (value !== undefined) message[name] = value;
    }
    return message as unknown as ListedMessage;
  }

  /** A tenth of the work of reading all of it. */
  copy(row: number): OrderedCopy {
    const { internalId, number, queue } = this.#of;
    return { id: internalId.get(row), number: number.get(row), queue: queue.get(row) };
  }

  /** Its queue has entered Retry, or left it. */
  restate(row: number, inRetry: boolean): void {
    const { status, deferReason, attempts } = this.#of;
    const before = status.get(row);
    if (before === 'Ready' || before === 'Retry') status.set(row, inRetry ? 'Retry' : 'Ready');
    deferReason.set(row, inRetry || attempts.get(row) > 0 ? 'Transient Failure' : 'None');
  }

  /** Whether much is kept that no row has any more. */
  isWasteful(rows: number): boolean {
    return this.#all.some(([, column]) => column instanceof KnownColumn && column.count > 2 * rows + 10_000);
  }

  keepOnly(rows: Uint32Array): void {
    for (const [, column] of this.#all) column.keepOnly(rows);
  }

  receivedAt(row: number): number {
    return this.#of.receivedAt.get(row);
  }

  internalId(row: number): string {
    return this.#of.internalId.get(row);
  }

  /** Those of these rows that pass the filter. */
  passing(rows: Uint32Array, filter: MessageFilter): Uint32Array {
    const passes = matcherBy<number, typeof messageProperties>((name): AskedProperty<number> | undefined => {
      if (!Object.hasOwn(messageProperties, name)) return undefined;
      const searched = this.#searched[name as MessageProperty];
      const { kind } = messageProperties[name as MessageProperty];
      return { kind, asked: (value) => asked(searched, value) };
    }, filter);
    return rows.filter(passes);
  }

  sorted(rows: Uint32Array, { by, descending = false }: SearchSort): Uint32Array {
    return sorted(rows, this.#searched[by], descending);
  }

  counts(rows: Uint32Array, by: MessageProperty): ReadonlyMap<Value, number> {
    return counted(rows, this.#searched[by]);
  }
}

/** By what their values are like. */
function columns() {
  return {
    internalId: new TextColumn(),
    messageId: new TextColumn(),
    subject: new TextColumn(),
    number: new KnownColumn<string>(),
    queue: new KnownColumn<string>(),
    from: new KnownColumn<string>(),
    originalFrom: new KnownColumn<string | undefined>(),
    recipients: new KnownColumn<readonly string[]>(),
    client: new KnownColumn<string>(),
    source: new KnownColumn<string>(),
    connector: new KnownColumn<string>(),
    priority: new KnownColumn<ListedMessage['priority']>(),
    contentIn: new KnownColumn<ListedMessage['contentIn']>(),
    directionality: new KnownColumn<ListedMessage['directionality']>(),
    status: new KnownColumn<ListedMessage['status']>(),
    deferReason: new KnownColumn<ListedMessage['deferReason']>(),
    heldBy: new KnownColumn<string | undefined>(),
    lastError: new KnownColumn<string | undefined>(),
    recipientCount: new NumberColumn(),
    sizeBytes: new NumberColumn(),
    receivedAt: new NumberColumn(),
    expirationTime: new NumberColumn<number | undefined>(),
    nextRetryTime: new NumberColumn<number | undefined>(),
    scl: new NumberColumn<number | undefined>(),
    latencyMs: new NumberColumn(),
    attempts: new NumberColumn(),
  } satisfies Columns;
}

/** The same as `messageProperties`, of rows in place of messages. */
function searchedIn(of: ReturnType<typeof columns>): Readonly<Record<MessageProperty, Searched>> {
  const each = (ofRow: (row: number) => Value | undefined): Searched => ({ kind: 'each', of: ofRow });
  const own = (column: Column<string> | Column<number> | Column<number | undefined>): Searched =>
    each((row) => column.get(row));
  const from = known(of.from);
  const recipients = known(of.recipients);
  return {
    FromAddress: from,
    OriginalFromAddress: each((row) => of.originalFrom.get(row) ?? of.from.get(row)),
    Recipients: recipients,
    Subject: own(of.subject),
    InternetMessageId: own(of.messageId),
    InternalMessageId: own(of.internalId),
    MessageSourceName: known(of.source),
    ReceiveConnector: known(of.connector),
    SourceIP: known(of.client),
    Size: own(of.sizeBytes),
    Priority: known(of.priority),
    SCL: own(of.scl),
    DateReceived: own(of.receivedAt),
    ExpirationTime: own(of.expirationTime),
    NextRetryTime: own(of.nextRetryTime),
    LastError: known(of.lastError),
    Queue: known(of.queue),
    QueueIdentity: known(of.queue),
    Status: known(of.status),
    RetryCount: own(of.attempts),
    DeferReason: known(of.deferReason),
    MessageLatency: own(of.latencyMs),
    Directionality: known(of.directionality),
    Identity: each((row) => `${of.queue.get(row)}\\${of.internalId.get(row)}`),
    HeldBy: known(of.heldBy),
    SenderDomain: known(of.from, domainIn),
    RecipientDomain: known(of.recipients, (value) => [...new Set(value.map(domainIn))]),
    Anything: {
      kind: 'any',
      parts: [from, recipients, own(of.subject), own(of.messageId), own(of.internalId)],
    },
  };
}
