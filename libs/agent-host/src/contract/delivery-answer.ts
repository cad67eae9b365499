import type { DeliveryEvent } from '@mailyard/directory';

import type { AgentAction } from './agent-action.js';

/** Why the answer of a delivery agent is not clear; nothing of one that is not may settle anything. */
export function deliveryProblem(
  actions: readonly AgentAction[],
  event: DeliveryEvent,
  recipients: readonly string[],
): string | undefined {
  switch (event) {
    case 'OnOpenConnection':
      return actions.length === 1 ? undefined : 'one of RegisterConnection and DeferQueue is needed';
    case 'OnDeliverMailItem':
      return acknowledgementProblem(actions, recipients);
    case 'OnCloseConnection':
      return undefined;
  }
}

/** The message as a whole, or each of its recipients once; or that the connection is gone, and nothing was handed over. */
function acknowledgementProblem(
  actions: readonly AgentAction[],
  recipients: readonly string[],
): string | undefined {
  const ends = actions.filter(({ action }) => action === 'UnregisterConnection').length;
  const ofRecipients = actions.flatMap((one) => ('recipients' in one ? one.recipients : []));
  const ofMessage = actions.filter((one) => !('recipients' in one)).length - ends;
  if (ends > 1) return 'UnregisterConnection stands there more than once';
  if (actions.length === 1 && ends === 1) return undefined;
  if (ofMessage > 1 || (ofMessage === 1 && ofRecipients.length > 0)) return 'it acknowledges a message twice';
  if (ofMessage === 1) return undefined;
  const twice = ofRecipients.find((address, at) => ofRecipients.indexOf(address) !== at);
  if (twice !== undefined) return `it acknowledges ${twice} twice`;
  const missing = recipients.find((address) => !ofRecipients.includes(address));
  return missing === undefined ? undefined : `it does not say what became of ${missing}`;
}
