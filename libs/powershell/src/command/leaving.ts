/** `break`, `continue` or `return`, on the way to the loop, switch, function or block that it leaves. */
export class Leaving extends Error {
  override readonly name = 'Leaving';

  constructor(
    readonly kind: 'break' | 'continue' | 'return',
    readonly label?: string,
  ) {
    super(kind);
  }
}

/** What a block or function writes until it returns. */
export async function* untilReturn<T>(values: AsyncIterable<T>): AsyncGenerator<T> {
  try {
    yield* values;
  } catch (error) {
    if (!(error instanceof Leaving) || error.kind !== 'return') throw error;
  }
}
