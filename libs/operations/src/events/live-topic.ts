import { PeriodicTask } from '@mailyard/service';

import type { LiveSource, TopicKind } from './live-source.js';
import { LiveTable } from './live-table.js';

/** For so long it is known what was told. */
export const keptMs = 60_000;
/** Where one takes long it is looked less often; what costs much has a measure of its own. */
const restsOfWork = 3;

export interface TopicListener {
  /** There may be something to tell. */
  onChange(): void;
  /** It cannot be looked at, and why. */
  onFault(topic: string, error: unknown): void;
}

/** What is live: looked at as long as somebody listens, and no moment longer. */
export class LiveTopic {
  readonly name: string;
  readonly table: LiveTable;
  readonly #source: LiveSource;
  readonly #everyMs: number;
  readonly #looks: PeriodicTask;
  readonly #listeners = new Set<TopicListener>();
  #begun = false;
  #notBefore = 0;
  #leftAt = performance.now();

  constructor(
    { name, kind, source }: { readonly name: string; readonly kind: TopicKind; readonly source: LiveSource },
    nextVersion: () => number,
  ) {
    this.name = name;
    this.table = new LiveTable(nextVersion);
    this.#source = source;
    this.#everyMs = kind.everyMs;
    this.#looks = new PeriodicTask(
      () => this.#look(),
      (error) => {
        for (const listener of this.#listeners) listener.onFault(name, error);
      },
    );
  }

  /** Resolves when it was looked at: what happens from then on is told. */
  async join(listener: TopicListener): Promise<void> {
    this.#listeners.add(listener);
    this.#looks.start(this.#everyMs);
    this.#notBefore = 0;
    await this.#looks.now();
  }

  leave(listener: TopicListener): void {
    this.#listeners.delete(listener);
    if (this.#listeners.size > 0) return;
    this.#leftAt = performance.now();
    void this.#looks.stop();
  }

  /** Since when nobody listens; undefined: somebody does. */
  get leftAt(): number | undefined {
    return this.#listeners.size === 0 ? this.#leftAt : undefined;
  }

  /** Nobody listens, and nobody comes back who knows what was told. */
  isOver(now: number): boolean {
    return this.leftAt !== undefined && now - this.leftAt > keptMs;
  }

  async stop(): Promise<void> {
    this.#listeners.clear();
    await this.#looks.stop();
  }

  async #look(): Promise<void> {
    const begun = performance.now();
    if (begun < this.#notBefore) return;
    const before = this.table.version;
    try {
      this.table.see(await this.#source.look(), begun);
    } finally {
      const ended = performance.now();
      this.#notBefore = ended + restsOfWork * (ended - begun);
    }
    if (!this.#begun) this.table.begin();
    this.#begun = true;
    this.table.forget(begun - keptMs);
    if (this.table.version === before) return;
    for (const listener of this.#listeners) listener.onChange();
  }
}
