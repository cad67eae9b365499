import { closeSync, fsync, open as openFile } from 'node:fs';
import { promisify } from 'node:util';

const open = promisify(openFile);
const sync = promisify(fsync);

interface Round {
  readonly running: Promise<void>;
  /** For those that came after `running` had begun: it may have missed their change. */
  following: Promise<void> | undefined;
}

/**
 * Makes the entries of directories durable. Callers that come while a directory is being synced share the next round
 * (group commit), so that a busy mailbox costs one fsync for many messages.
 */
export class DirectorySync {
  readonly #rounds = new Map<string, Round>();
  readonly #sync: (path: string) => Promise<void>;

  constructor(sync: (path: string) => Promise<void> = fsyncDirectory) {
    this.#sync = sync;
  }

  /** Resolves when everything that was in the directory at the time of the call is on disk. */
  sync(path: string): Promise<void> {
    const round = this.#rounds.get(path);
    if (round === undefined) return this.#begin(path);
    round.following ??= round.running.then(
      () => this.#begin(path),
      // Those of the running round learn of its failure themselves; this round may fare better.
      () => this.#begin(path),
    );
    return round.following;
  }

  #begin(path: string): Promise<void> {
    const running = this.#sync(path).finally(() => {
      const round = this.#rounds.get(path);
      if (round?.running === running && round.following === undefined) this.#rounds.delete(path);
    });
    this.#rounds.set(path, { running, following: undefined });
    return running;
  }
}

/** Makes the entries of one directory durable. */
export async function fsyncDirectory(path: string): Promise<void> {
  const fd = await open(path, 'r');
  try {
    await sync(fd);
  } finally {
    closeSync(fd);
  }
}
