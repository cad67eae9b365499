import { byteSize, oneOf } from '@mailyard/schema';
import { z } from 'zod';

const absolutePath = z.string().regex(/^\/[^\0]*$/, 'must be an absolute path');
const folder = z.union([absolutePath, z.literal('')]).optional();

/** Folders by which mail comes in and goes out as files. */
export const folderParameters = {
  PickupDirectoryPath: folder.describe(
    'Folder whose .eml files are sent to whom their header names, an absolute path; an empty text: none is. Whoever may write there may send as anybody to anybody. Default: `pickup` in the data directory.',
  ),
  ReplayDirectoryPath: folder.describe(
    'The same for .eml files that begin with their envelope (X-Sender, X-Receiver), such as exported messages. Default: `replay` in the data directory.',
  ),
  PickupDirectoryMaxMessagesPerMinute: z
    .union([z.int().min(1).max(20_000), oneOf(['Unlimited'])])
    .default(100)
    .describe('Files that are read in a minute, of each of both folders.'),
  PickupDirectoryMaxHeaderSize: byteSize({ min: 32_768, max: 2_147_483_647 })
    .default(65_536)
    .describe(
      'Largest header of a file in the Pickup folder; with a larger one it is returned. More than 16 MB are never read.',
    ),
  PickupDirectoryMaxRecipientsPerMessage: z
    .int()
    .min(1)
    .max(10_000)
    .default(100)
    .describe('Recipients of a file in the Pickup folder; with more it is returned.'),
  RootDropDirectoryPath: absolutePath
    .optional()
    .describe(
      'Folder in which the drop directories of Foreign connectors are that say no absolute path. Default: `drop` in the data directory.',
    ),
};

/** Undefined: the directory is off. */
export function folderPath(said: string | undefined, byDefault: string): string | undefined {
  return said === '' ? undefined : (said ?? byDefault);
}
