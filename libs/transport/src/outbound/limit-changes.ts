import type { Organization } from '@mailyard/directory';

/** A hub knows the newest organization within a second; until then it lets queues wait for limits that are no more. */
const againMs = 1_500;

/** Notices when limits may be others than before: queues that wait for one need not wait any more. */
export class LimitChanges {
  readonly #onChange: () => void;
  /** Lists of objects with limits, each the same for as long as nothing in it changes. */
  #limitedBy: readonly unknown[] = [];
  #again: NodeJS.Timeout | undefined;

  /** Told at a change, and once more when every hub knows of it. */
  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  look({ objects }: Organization): void {
    const limitedBy = [objects.SendConnectors, objects.DeliveryAgentConnectors, objects.Servers];
    const same = limitedBy.every((list, index) => list === this.#limitedBy[index]);
    this.#limitedBy = limitedBy;
    if (same) return;
    this.#onChange();
    clearTimeout(this.#again);
    this.#again = setTimeout(this.#onChange, againMs);
  }

  stop(): void {
    clearTimeout(this.#again);
  }
}
