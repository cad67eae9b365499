import type { Cmdlet } from './cmdlet.js';
import { kindCmdlets } from './objects/kind-cmdlet.js';
import { receiveConnectorCmdlets } from './objects/receive-connector-cmdlets.js';
import { sendConnectorCmdlets } from './objects/send-connector-cmdlets.js';
import { adPermissionCmdlets } from './permissions/ad-permission-cmdlets.js';

/** Everything that the management shell can be told, in the order in which it is listed. */
export const cmdlets: readonly Cmdlet[] = [
  ...kindCmdlets(receiveConnectorCmdlets),
  ...kindCmdlets(sendConnectorCmdlets),
  ...adPermissionCmdlets,
];

const byName = new Map(cmdlets.map((cmdlet) => [cmdlet.name.toLowerCase(), cmdlet]));

/** In any case of its letters. */
export function cmdletNamed(name: string): Cmdlet | undefined {
  return byName.get(name.toLowerCase());
}
