import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { createServer, type Server } from 'node:net';

/**
 * Only one launcher may use a data directory: two Redis servers on one append-only file would destroy it.
 * The lock is an abstract Unix socket (Linux), which the kernel gives to one process only and takes back when that
 * process dies: there is no stale lock file. Resolves to false when another process has it.
 */
export function lockDataDirectory(dataDir: string): Promise<boolean> {
  const id = createHash('sha256').update(realpathSync(dataDir)).digest('hex').slice(0, 32);
  return new Promise((resolve, reject) => {
    const lock: Server = createServer((socket) => socket.destroy());
    lock.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(false);
      else reject(error);
    });
    lock.listen(`\0mailyard-${id}`, () => {
      lock.unref();
      resolve(true);
    });
  });
}
