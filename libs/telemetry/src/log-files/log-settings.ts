import { isTransportLog, logParametersOf, type Server, type TransportLog } from '@mailyard/directory';
import type { LogFolderSettings } from '@mailyard/service';

import type { LogName } from './log-files.js';

/** What stands in front of the names of a service's own parameters. */
const prefixes: Readonly<Record<string, string>> = {
  'front-end-transport': 'Frontend',
  'mailbox-delivery': 'Mailbox',
  'mailbox-submission': 'Mailbox',
};

/** What the parameters of a server say of the logs of one of its services. Without a server all is as by default. */
export function logSettings(
  service: string,
  server: Server | undefined,
): (name: LogName, folder: string) => LogFolderSettings {
  return (name, folder) => {
    const log = transportLogOf(service, name);
    if (server === undefined || log === undefined) return { dir: folder, limits: {} };
    const { Path = folder, MaxAge, MaxFileSize, MaxDirectorySize } = logParametersOf(server, log);
    return {
      dir: Path === '' ? undefined : Path,
      limits: {
        maxAgeMs: MaxAge === 0 ? Infinity : MaxAge,
        maxFileBytes: MaxFileSize === 'Unlimited' ? Infinity : MaxFileSize,
        maxDirectoryBytes: MaxDirectorySize === 'Unlimited' ? Infinity : MaxDirectorySize,
      },
    };
  };
}

/** Some logs are those of all services of a server. */
function transportLogOf(service: string, name: LogName): TransportLog | undefined {
  const own = `${prefixes[service] ?? ''}${name}`;
  if (isTransportLog(own)) return own;
  return name === 'MessageTracking' ? name : undefined;
}
