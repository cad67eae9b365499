import type { ReceiveConnector } from '@mailyard/directory';
import type { Session } from '@mailyard/smtp';

import type { ExceededLimit } from './session-share.js';

const quietMs = 5000;

export interface LimitWarningsOptions {
  readonly logger: { warn(details: object, message: string): void };
  /** Milliseconds of any steady clock. */
  readonly now: () => number;
}

/** Who beats at a limit may do so a thousand times a second; an operator is told every 5 s. */
export class LimitWarnings {
  readonly #options: LimitWarningsOptions;
  readonly #toldAt = new Map<string, number>();

  constructor(options: LimitWarningsOptions) {
    this.#options = options;
  }

  tell(limit: ExceededLimit, { remote }: Session, { Server, Name }: ReceiveConnector): void {
    const { logger, now } = this.#options;
    const connector = `${Server}\\${Name}`;
    const key = `${limit} ${connector}`;
    if (now() - (this.#toldAt.get(key) ?? -Infinity) < quietMs) return;
    this.#toldAt.set(key, now());
    logger.warn({ limit, connector, remote: remote.address }, 'a client was refused: a limit is reached');
  }
}
