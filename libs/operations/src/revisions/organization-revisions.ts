import {
  describeDifferences,
  differencesTogether,
  nameDifferences,
  type Directory,
  type ObjectDifference,
  type Revision,
} from '@mailyard/directory';
import { z } from 'zod';

import { OperationError } from '../operation.js';

/** A change of the organization, as whoever looks at its history sees it. */
export const revisionView = z
  .object({
    revision: z.int(),
    time: z.number().describe('Milliseconds since the epoch; 0 where nobody noted it.'),
    caller: z.string().optional().describe('Who ordered it; nobody: setup, or an earlier version.'),
    client: z.string().optional().describe('From where.'),
    operation: z.string().optional(),
    objects: z.array(z.string()).readonly().describe('What became of which.'),
    changes: z.array(z.string()).readonly().describe('The values before and after, for people.'),
    isKept: z
      .boolean()
      .describe('False: there was too much of it; nobody can go back to what was before it.'),
  })
  .readonly();

export function viewOf({ revision, time, author, differences }: Revision): z.output<typeof revisionView> {
  return {
    revision,
    time,
    ...author,
    objects: nameDifferences(differences ?? []),
    changes: describeDifferences(differences ?? []),
    isKept: differences !== undefined,
  };
}

/** What has become of the organization between two of its revisions. Throws OperationError where the history does not reach. */
export async function differencesSince(
  directory: Directory,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<readonly ObjectDifference[]> {
  const revisions = (await directory.revisions({ above: from })).filter(({ revision }) => revision <= to);
  const isWhole = revisions.length === to - from;
  const together = isWhole ? differencesTogether(revisions) : undefined;
  if (together !== undefined) return together;
  throw new OperationError(`the history does not reach from revision ${to} back to ${from}`);
}
