/** Fields of the Redis hash that is a mail item. `copies` counts those that are open; each has fields of its own. */
export const itemFields = {
  message: 'message',
  header: 'header',
  /** If it is kept in Redis. When it is large it has a key of its own, as in items of versions before this one. */
  content: 'content',
  copies: 'copies',
  /** See `flowOf`; absent in items of versions before this one. */
  flow: 'flow',
  /** Set once the sender was told that the message is delayed. */
  delayNotified: 'delay-notified',
  copy: (number: string): string => `copy:${number}`,
  /** A part of the list of recipients that a copy began with, see `copy-fields.ts`. */
  recipients: (number: string, part: number): string => `recipients:${number}:${part}`,
} as const;
