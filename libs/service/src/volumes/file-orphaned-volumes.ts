import { join } from 'node:path';

import { foldersIn, markerName, readMarker } from './file-volume-marker.js';

/**
 * An empty directory beside folders that belong to one has lost its data: its volume is not mounted, or its database is
 * another one. To begin anew there would hide all mail that waits, and give the organization away to the example.
 */
export async function refuseOrphanedVolumes(dataDir: string): Promise<void> {
  const markers: string[] = [];
  for (const folder of await candidates(dataDir)) {
    if ((await readMarker(folder)) !== undefined) markers.push(join(folder, markerName));
  }
  if (markers.length === 0) return;
  throw new Error(
    `the directory in Redis is empty, but ${dataDir} belongs to an organization: Redis has lost its data, or its folder is ` +
      `not mounted. To begin a new organization with this folder, remove ${markers.join(' ')}`,
  );
}

async function candidates(dataDir: string): Promise<readonly string[]> {
  const below = async (folder: string): Promise<readonly string[]> =>
    (await foldersIn(join(dataDir, folder))).map((name) => join(dataDir, folder, name));
  return [join(dataDir, 'pki'), ...(await below('mailboxes')), ...(await below('queue'))];
}
