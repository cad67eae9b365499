import { join } from 'node:path';

import { LogFolder } from '@mailyard/service';

const rememberedLines = 20;

/** What the private Redis says, in files that are rotated as those of the services: Redis's own would grow for ever. */
export class RedisLog {
  readonly dir: string;
  readonly #files: LogFolder;
  readonly #last: string[] = [];

  constructor(dataDir: string, onTrouble: (message: string) => void) {
    this.dir = join(dataDir, 'logs', 'redis', 'Service');
    this.#files = new LogFolder({ dir: this.dir, title: 'log of Redis', prefix: 'SERVICE', onTrouble });
  }

  write(line: string): void {
    this.#last.push(line);
    if (this.#last.length > rememberedLines) this.#last.shift();
    if (this.#files.hasRoom()) this.#files.write(`${line}\n`);
  }

  /** Why Redis gave up, in its own words. */
  get lastMessage(): string {
    const serious =
      this.#last.findLast((line) => / # /.test(line)) ?? this.#last.at(-1) ?? 'it gave no reason';
    return serious.replace(/^.*? [#*] /, '');
  }

  close(): Promise<void> {
    return this.#files.close();
  }
}
