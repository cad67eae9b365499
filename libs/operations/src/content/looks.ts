/** Who looks again at the same within this time still looks. */
const sameLookMs = 5 * 60_000;
const keptMax = 1_000;

/** The looks at messages that are on record, so that a view that is kept current is no new look all the time. */
export class Looks {
  readonly #at = new Map<string, number>();

  /** Whether this one is to be noted. `look` names who looks at what. */
  isNew(look: string, now: number): boolean {
    const last = this.#at.get(look);
    if (last !== undefined && now - last < sameLookMs) return false;
    this.#at.delete(look);
    this.#at.set(look, now);
    const [oldest] = this.#at.keys();
    if (this.#at.size > keptMax && oldest !== undefined) this.#at.delete(oldest);
    return true;
  }
}

/** The pages of an answer after the first are of the same look. */
export function isLaterPage(input: unknown): boolean {
  if (typeof input !== 'object' || input === null) return false;
  const { cursor, offset = 0 } = input as { readonly cursor?: unknown; readonly offset?: unknown };
  return cursor !== undefined || offset !== 0;
}
