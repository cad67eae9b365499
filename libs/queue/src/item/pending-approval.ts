import type { NeededApproval } from '@mailyard/routing';

/** An approval that moderators were asked for. */
export interface PendingApproval extends NeededApproval {
  /** Part of the address that they answer to. */
  readonly secret: string;
  /** Milliseconds since the epoch. */
  readonly askedAt: number;
  /** Which of them cannot be reached, by their places among the moderators. */
  readonly unreached?: readonly number[];
}
