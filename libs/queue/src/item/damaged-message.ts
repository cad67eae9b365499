import type { InternalId } from '@mailyard/message';

/** What is stored of a message is not what was recorded when it was accepted. It must not be delivered. */
export class DamagedMessage extends Error {
  override readonly name = 'DamagedMessage';

  constructor(id: InternalId, what: string, options?: ErrorOptions) {
    super(`message ${id} is damaged in its store: ${what}`, options);
  }
}
