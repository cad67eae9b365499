import { join } from 'node:path';

import { LogFolder, type LogFolderLimits } from './files/file-log-folder.js';
import { reportTroubles } from './files/log-troubles.js';
import type { Degradations } from '../degradations.js';
import { GatheredLines } from './gathered-lines.js';
import { createLogger, standardOutput, type LogDestination, type Logger } from './logger.js';

export interface ServiceLogOptions {
  /** As its folder in apps/. */
  readonly service: string;
  readonly dataDir: string;
  readonly level?: string;
  /** Default: standard output. */
  readonly console?: LogDestination;
  readonly limits?: Partial<LogFolderLimits>;
}

/** A process that is killed loses so much of its file; of its console less, and no warning. */
const flushMs = 100;
/** Lines of these levels can wait a moment; the last line before a crash, which is the one that is needed, is none. */
const routine = /^\{"level":"(?:trace|debug|info)"/;

/**
 * The service log on the console and, the same lines, in `$MAILYARD_DATA_DIR/logs/<service>/Service`. A file that
 * cannot be written never keeps the service from its work; a fatal line and the end of the process wait for the file.
 */
export class ServiceLog {
  readonly logger: Logger;
  readonly #files: LogFolder;
  readonly #console: GatheredLines;
  #report: ReturnType<typeof reportTroubles> | undefined;
  #reason: string | undefined;

  constructor({ service, dataDir, level, limits, console = standardOutput() }: ServiceLogOptions) {
    this.#files = new LogFolder({
      dir: join(dataDir, 'logs', service, 'Service'),
      title: 'service log',
      prefix: 'SERVICE',
      limits: { flushMs, ...limits },
      onTrouble: (message, state) => this.#onTrouble(message, state),
    });
    this.#console = new GatheredLines(console);
    const to: LogDestination = {
      write: (line) => {
        this.#console.write(line);
        if (!routine.test(line)) this.#console.flushSync();
        if (this.#files.hasRoom()) this.#files.write(line);
      },
      flushSync: () => this.flushSync(),
    };
    this.logger = createLogger(service, { to, ...(level === undefined ? {} : { level }) });
  }

  /** From now on they know when lines of the file are lost. */
  reportTo(degradations: Pick<Degradations, 'enter' | 'leave'>): void {
    this.#report = reportTroubles(degradations, 'service log');
    if (this.#reason !== undefined) this.#report(this.#reason, 'begins');
  }

  /** Whatever is in memory, before the process ends. */
  flushSync(): void {
    this.#console.flushSync();
    this.#files.flushSync();
  }

  /** Writes what is left; what is logged later makes a new file. */
  close(): Promise<void> {
    this.#console.flushSync();
    return this.#files.close();
  }

  #onTrouble(message: string, state: 'begins' | 'ends'): void {
    this.#reason = state === 'begins' ? message : undefined;
    this.logger.warn(message);
    this.#report?.(message, state);
  }
}
