import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { createServer, type Server } from 'node:net';

interface PortSettings {
  readonly portOffset: number;
  readonly bindAddress?: string;
}

/** Only one launcher may use a data directory: two Redis servers on one append-only file would destroy it. */
export function lockDataDirectory(dataDir: string): Promise<boolean> {
  return lock(realpathSync(dataDir));
}

/** Processes that share their ports share them with whoever of the same user does so, too: another launcher's, say. */
export function lockPorts({ portOffset, bindAddress = '*' }: PortSettings): Promise<boolean> {
  return lock(`ports ${portOffset} ${bindAddress}`);
}

/**
 * The lock is an abstract Unix socket (Linux), which the kernel gives to one process only and takes back when that
 * process dies: there is no stale lock file. Resolves to false when another process has it.
 */
function lock(what: string): Promise<boolean> {
  const id = createHash('sha256').update(what).digest('hex').slice(0, 32);
  return new Promise((resolve, reject) => {
    const holder: Server = createServer((socket) => socket.destroy());
    holder.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(false);
      else reject(error);
    });
    holder.listen(`\0mailyard-${id}`, () => {
      holder.unref();
      resolve(true);
    });
  });
}
