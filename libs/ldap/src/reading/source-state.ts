import type { MappedRecipient } from '../recipients/mapped-recipient.js';

/** An entry as it was read last. */
export interface KnownEntry {
  /** Changes with the entry: its DN, and the number or time of its last change. */
  readonly stamp: string;
  /** Undefined: it is no recipient. */
  readonly recipient: MappedRecipient | undefined;
}

/** What is known of a directory, by entries' Guids. */
export interface SourceState {
  /** Whose numbers the stamps are: those of another server, or of other settings, say nothing. */
  readonly history: string;
  readonly entries: ReadonlyMap<string, KnownEntry>;
}
