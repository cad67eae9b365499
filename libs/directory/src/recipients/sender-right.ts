import type { Path } from '@mailyard/smtp';

import type { Organization } from '../organization.js';
import { isNamed } from './delivery-restriction.js';

/** How somebody may write in the name of another: as that one, or on its behalf, which readers see. */
export type SenderRight = 'SendAs' | 'SendOnBehalf';

/** What the recipient with that address lets a login do in its name; undefined: nothing. */
export function senderRight(
  author: Path,
  login: string,
  organization: Organization,
): SenderRight | undefined {
  const granter = organization.recipient(author);
  const { GrantSendAsTo: as = [], GrantSendOnBehalfTo: onBehalf = [] } = granter ?? {};
  if (as.length + onBehalf.length === 0) return undefined;
  const user = organization.userOfLogin(login);
  const writer = user && organization.recipientByName(user.Name);
  if (writer === undefined) return undefined;
  if (isNamed(writer, as, organization)) return 'SendAs';
  return isNamed(writer, onBehalf, organization) ? 'SendOnBehalf' : undefined;
}
