import { isGroup } from '@mailyard/directory';
import { judgedFields, resolvedFields } from '@mailyard/message';
import type { LoadedCopy } from '@mailyard/queue';

import type { TransportContext } from '../transport-context.js';

/**
 * On top of a copy for another server of the organization, which must not forward, judge or report once more what was forwarded,
 * judged and reported here. Of a group that it expands only it knows the members.
 */
export function fieldsForServer(
  { copy: { recipients, resolved } }: LoadedCopy,
  { fqdn, organization }: Pick<TransportContext, 'fqdn' | 'organization'>,
): string {
  const isForGroup = recipients.some(({ path }) => {
    const found = organization().recipient(path);
    return found !== undefined && isGroup(found);
  });
  return `${resolved === true ? resolvedFields : ''}${isForGroup ? '' : judgedFields(fqdn)}`;
}
