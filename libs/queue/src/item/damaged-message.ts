import type { InternalId } from '@mailyard/message';

/** What is stored of a message is not what was recorded when it was accepted. It must not be delivered. */
export class DamagedMessage extends Error {
  override readonly name = 'DamagedMessage';

  constructor(id: InternalId, what: string, options?: ErrorOptions) {
    super(`message ${id} is damaged in its store: ${what}`, options);
  }
}

/** What is stored as JSON of a message; what is none is damage. */
export function parseJson(id: InternalId, what: string, text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new DamagedMessage(id, `its ${what} cannot be read`, { cause: error });
  }
}
