import type { Organization } from '@mailyard/directory';
import { replies, type Path, type Reply } from '@mailyard/smtp';

import { destinationOf } from '../../connectors/destination.js';
import { isAuthoritative } from '../../connectors/outside-route.js';

/** An address of Exchange's own directory, which was somebody's once. */
const legacyAddress = /^"?IMCEAEX-/i;

/** Why an address that nobody has cannot get the message: an authoritative domain has no other recipients than we know of. */
export function strangerRefusal(path: Path, organization: Organization): Reply | undefined {
  if (!isAuthoritative(path.domain, organization)) return undefined;
  if (destinationOf(path, organization).type !== 'SMTP') return undefined;
  return legacyAddress.test(path.localPart) ? replies.staleRecipient : replies.unknownRecipient;
}
