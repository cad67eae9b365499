import { isGroup } from '@mailyard/directory';
import { entranceFields, judgedFields, resolvedFields } from '@mailyard/message';
import type { LoadedCopy } from '@mailyard/queue';

import type { TransportContext } from '../transport-context.js';

/**
 * On top of a copy for another server of the organization, which must not forward, judge or report once more what was forwarded,
 * judged and reported here, and should know where it came from. Of a group that it expands only it knows the members.
 */
export function fieldsForServer(
  { item, copy: { recipients, resolved } }: LoadedCopy,
  { fqdn, organization }: Pick<TransportContext, 'fqdn' | 'organization'>,
): string {
  const isForGroup = recipients.some(({ path }) => {
    const found = organization().recipient(path);
    return found !== undefined && isGroup(found);
  });
  const judged = isForGroup ? '' : judgedFields(fqdn);
  return `${entranceFields(item.source)}${resolved === true ? resolvedFields : ''}${judged}`;
}
