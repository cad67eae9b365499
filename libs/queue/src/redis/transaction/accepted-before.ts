import type { InternalId } from '@mailyard/message';

/** A message as its 250 names it. */
export interface Accepted {
  readonly internalId: InternalId;
  /** As in its header. */
  readonly messageId: string;
}

/** Nothing was carried out: this message was accepted under that name before. */
export class AcceptedBefore extends Error {
  override readonly name = 'AcceptedBefore';
  readonly accepted: Accepted;

  /** `kept`: see `keptOf`. */
  constructor(kept: string) {
    super('a message was accepted under that name before');
    const space = kept.indexOf(' ');
    this.accepted = { internalId: kept.slice(0, space), messageId: kept.slice(space + 1) };
  }
}

/** As it is kept with the name. */
export function keptOf({ internalId, messageId }: Accepted): string {
  return `${internalId} ${messageId}`;
}
