interface Found<Row> {
  readonly rank: number;
  readonly key: string;
  readonly row: Row;
}

/** Of very many rows the first few, by rank and within it by key, and how many there were: the others are never sorted. */
export class BestFound<Row> {
  readonly #limit: number;
  readonly #best: Found<Row>[] = [];
  #total = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get rows(): readonly Row[] {
    return this.#best.map(({ row }) => row);
  }

  get total(): number {
    return this.#total;
  }

  offer(found: Found<Row>): void {
    this.#total += 1;
    const last = this.#best.at(-1);
    const isFull = this.#best.length === this.#limit;
    if (isFull && last !== undefined && !isBefore(found, last)) return;
    const at = this.#best.findIndex((each) => isBefore(found, each));
    this.#best.splice(at === -1 ? this.#best.length : at, 0, found);
    if (isFull) this.#best.pop();
  }
}

function isBefore(one: Omit<Found<never>, 'row'>, other: Omit<Found<never>, 'row'>): boolean {
  return one.rank === other.rank ? one.key < other.key : one.rank < other.rank;
}
