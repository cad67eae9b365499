import { join } from 'node:path';

import type { Directory } from '@mailyard/directory';
import { defaultFolder, LogFiles, logSettings } from '@mailyard/telemetry';

import type { MessageTracking } from './event/tracking-event.js';
import { FileMessageTracking } from './file-message-tracking.js';

export interface OrderTrackingOptions {
  readonly dataDir: string;
  readonly directory: Pick<Directory, 'organization'>;
  /** Whose messages are meant. */
  readonly server: string;
}

/** Message tracking of a process that is no service, and orders something about messages: rows go to Transport's log. */
export class OrderTracking {
  readonly tracking: MessageTracking;
  readonly #files: LogFiles;

  constructor({ dataDir, directory, server }: OrderTrackingOptions) {
    const own = () => directory.organization.server(server);
    this.#files = new LogFiles({ folder: (name) => join(dataDir, 'logs', defaultFolder(name, '')) });
    const log = new FileMessageTracking({
      prefix: 'MSGTRK',
      files: this.#files,
      withSubject: () => own()?.MessageTrackingLogSubjectLoggingEnabled !== false,
    });
    const follow = (): void => this.#files.configure(logSettings('', own()));
    this.tracking = {
      get enabled() {
        follow();
        return log.enabled;
      },
      track: (event) => log.track(event),
    };
  }

  /** Writes what is left. */
  close(): Promise<void> {
    return this.#files.close();
  }
}
