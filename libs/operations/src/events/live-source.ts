import type { OperationContext } from '../context.js';
import type { Right } from '../rights/right.js';
import type { SeenRows } from './live-table.js';

/** What is looked at for a topic, while somebody listens. */
export interface LiveSource {
  /** What there is now, or what has changed since the look before. Throws what is told to whoever listens. */
  look(): Promise<SeenRows> | SeenRows;
}

/** A sort of topics. */
export interface TopicKind {
  /** Before the colon, where there is one: `queues`, `messages`. */
  readonly name: string;
  /** What stands behind the colon; absent: there is one topic of this kind. */
  readonly argument?: string;
  readonly summary: string;
  /** Whoever listens must hold any of them. */
  readonly rights: readonly Right[];
  /** How often it is looked, in milliseconds: what happens in between is told together. */
  readonly everyMs: number;
  /** Throws an OperationError for an argument that means nothing. */
  open(argument: string, context: OperationContext): LiveSource;
}
