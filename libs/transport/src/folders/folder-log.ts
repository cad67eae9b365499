import type { Degradations } from '@mailyard/service';
import type { Metrics } from '@mailyard/telemetry';
import type { MessageTracking } from '@mailyard/tracking';

import type { FolderEvents } from './folder-events.js';

export interface FolderLogOptions {
  readonly log: {
    debug(message: string): void;
    warn(message: string): void;
    error(fields: object, message: string): void;
  };
  readonly degradations: Pick<Degradations, 'enter' | 'leave' | 'found'>;
  readonly tracking: MessageTracking;
  readonly metrics: Pick<Metrics, 'counter'>;
  /** Name of this server in SMTP. */
  readonly fqdn: string;
}

const unusable = 'message-folder-unusable';
const full = 'message-folder-full';
const left = 'message-file-left';

/** What happens in folders, in the service log, health, message tracking and metrics. */
export function folderLog({ log, degradations, tracking, metrics, fqdn }: FolderLogOptions): FolderEvents {
  const files = metrics.counter('mailyard_hub_folder_files_total', {
    help: 'Files out of the folders Pickup and Replay, by what became of them: accepted, or set aside (.bad).',
    labels: ['folder', 'outcome'],
  });
  return {
    unusable: (path, why) => {
      const reason = `no messages are read there: ${why}`;
      if (why === undefined) degradations.leave(unusable, path);
      else degradations.enter({ code: unusable, subject: path, reason });
    },
    full: (path, isFull) => {
      const reason = 'its file system has no room: nobody can put a message there';
      if (isFull) degradations.enter({ code: full, subject: path, reason });
      else degradations.leave(full, path);
    },
    left: (now) =>
      degradations.found(
        [left],
        now.map(({ path, reason }) => ({ code: left, subject: path, reason: `it stays there: ${reason}` })),
      ),
    taken: (folder) => files.inc({ folder, outcome: 'accepted' }),
    setAside: ({ folder, path, reason }) => {
      files.inc({ folder, outcome: 'bad' });
      log.warn(`${path}: ${reason}`);
      tracking.track({
        eventId: 'BADMAIL',
        source: folder === 'Pickup' ? 'PICKUP' : 'ADMIN',
        serverHostname: fqdn,
        reference: path,
        sourceContext: reason,
      });
    },
    waits: (folder, reason) => log.debug(`files in ${folder} wait: ${reason}`),
    fault: (error) => log.error({ error }, 'fault of a folder for messages'),
  };
}
