/** What a tab says to the holder of the stream. */
export type ToHolder =
  { readonly say: 'subscribe'; readonly topics: readonly string[] } | { readonly say: 'bye' };

/** What it hears. */
export type FromHolder =
  | {
      readonly say: 'changes';
      readonly topic: string;
      readonly changed: readonly LiveRow[];
      readonly removed: readonly string[];
    }
  /** More has happened than can be told: load anew. */
  | { readonly say: 'reload'; readonly topics: readonly string[] }
  | { readonly say: 'problem'; readonly topic: string; readonly detail: string }
  /** `topics`: what the stream tells of. */
  | {
      readonly say: 'state';
      readonly live: boolean;
      readonly at: number;
      readonly topics: readonly string[];
    };

export interface LiveRow {
  readonly key: string;
  readonly row: unknown;
}
