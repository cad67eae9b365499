import type { DirectorySource } from '@mailyard/directory';
import { sourceRecord, type SourceRecord } from '@mailyard/ldap';
import { z } from 'zod';

/** How it stands with the synchronizations of a source. */
export const sourceStatus = z
  .object({
    name: z.string(),
    enabled: z.boolean(),
    ageSeconds: z
      .int()
      .optional()
      .describe('How old what it has brought is: since the last success. Not there: there was none.'),
    ...sourceRecord.unwrap().partial().shape,
  })
  .readonly();

export type SourceStatus = z.output<typeof sourceStatus>;

export function statusOf({ Name, Enabled }: DirectorySource, record: SourceRecord | undefined): SourceStatus {
  const { lastSuccess } = record ?? {};
  const age = lastSuccess === undefined ? undefined : Math.max(0, Date.now() - Date.parse(lastSuccess));
  return {
    name: Name,
    enabled: Enabled,
    ...(age !== undefined && { ageSeconds: Math.round(age / 1000) }),
    ...record,
  };
}
