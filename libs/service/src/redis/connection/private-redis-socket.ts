import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** sun_path has 108 octets; some are left for the name that Redis gives a temporary file. */
const socketPathLengthMax = 100;

/** Where the private Redis of `npm start` listens: in its data directory, or in a short one made of that one's name. */
export function privateRedisSocket(dataDir: string): string {
  const dir = join(resolve(dataDir), 'redis');
  const path = join(dir, 'redis.sock');
  if (path.length <= socketPathLengthMax) return path;
  const id = createHash('sha256').update(dir).digest('hex').slice(0, 16);
  return join(tmpdir(), `mailyard-${ownerOf(dataDir)}-${id}`, 'redis.sock');
}

/** Under whose account Redis runs, whoever asks. */
function ownerOf(dataDir: string): number {
  return statSync(dataDir, { throwIfNoEntry: false })?.uid ?? process.getuid?.() ?? 0;
}
