/** What is looked for; all that is said holds, and of a list any. */
export interface TrackingCriteria {
  /** Milliseconds since the epoch, both included. */
  readonly start?: number | undefined;
  readonly end?: number | undefined;
  readonly eventId?: readonly string[] | undefined;
  readonly source?: readonly string[] | undefined;
  readonly server?: readonly string[] | undefined;
  readonly connectorId?: readonly string[] | undefined;
  readonly transportTrafficType?: string | undefined;
  /** An address, or `*@contoso.com`. */
  readonly sender?: string | undefined;
  readonly recipients?: readonly string[] | undefined;
  readonly messageId?: string | undefined;
  readonly networkMessageId?: string | undefined;
  readonly internalMessageId?: string | undefined;
  /** Words, all of them; `invoi*` for a beginning. */
  readonly messageSubject?: string | undefined;
  readonly reference?: string | undefined;
  /** An address, a range or a network: of the host that sent it, or of the first one. */
  readonly client?: string | undefined;
}

/** A part of what is found. */
export interface TrackingQuery {
  readonly criteria: TrackingCriteria;
  readonly offset: number;
  readonly limit: number;
  readonly order: 'newest first' | 'oldest first';
  /** As an answer before named it: what came in since then is left out, so that no row moves. */
  readonly resultSet?: string | undefined;
}

/** How many are counted: who finds more will say more. */
export const countedMax = 100_000;

export interface Found<Row> {
  readonly rows: readonly Row[];
  readonly total: number;
  /** False: there are more than `countedMax`. */
  readonly totalIsExact: boolean;
  readonly resultSet: string;
}

/** A row of a log, as it was read. */
export interface FoundEvent {
  readonly server: string;
  /** The values of `trackingFields`. */
  readonly values: readonly string[];
}

/** A message of which at least one event is found. */
export interface FoundMessage {
  /** Its network message id; of logs without one its Message-ID. */
  readonly key: string;
  /** Of its newest event that was looked for. */
  readonly at: number;
}

export class TrackingQueryError extends Error {
  override readonly name = 'TrackingQueryError';
}
