import { objectKinds, type PropertyChange } from '@mailyard/directory';
import { z } from 'zod';

/** What has changed, parameter by parameter, as people read values; what is secret is eight stars. */
export const propertyChange = z
  .object({
    action: z.enum(['add', 'change', 'remove']),
    kind: z.enum(objectKinds),
    object: z.string().describe('Its whole name.'),
    property: z.string(),
    before: z.string().optional().describe('Nothing: it had its default, or there was no such object.'),
    after: z.string().optional(),
  })
  .readonly() satisfies z.ZodType<PropertyChange>;

export const propertyChangesOutput = z
  .array(propertyChange)
  .readonly()
  .describe('What changes, side by side; of what comes or goes what is not at its default.');

/** Those that an output tells of. */
export function changesIn(output: unknown): readonly PropertyChange[] {
  if (typeof output !== 'object' || output === null || !('properties' in output)) return [];
  return propertyChangesOutput.safeParse(output.properties).data ?? [];
}
