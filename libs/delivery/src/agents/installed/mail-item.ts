import { createHash } from 'node:crypto';

import { shownFields, type DeliveryMailItem, type DeliveryRecipient } from '@mailyard/agent-host';
import { applyHeaderFirewall, HeaderBlock, type HeaderRights } from '@mailyard/message';
import { destinationOf } from '@mailyard/routing';
import { formatPath, type EnvelopeRecipient } from '@mailyard/smtp';
import type { Organization } from '@mailyard/directory';

import type { OutgoingMessage } from '../../delivery-agent.js';

/** As for a Foreign connector: what the organization knows stays here, the way of the message does not. */
const rights: HeaderRights = { routing: true, organization: false, forest: false };

/** A message as an agent has it: what it is told, and all of its octets. */
export interface AgentItem {
  readonly mailItem: Omit<DeliveryMailItem, 'contentFile'>;
  readonly octets: () => AsyncGenerator<Buffer>;
}

export function agentItem(
  message: OutgoingMessage,
  connector: string,
  organization: Organization,
): AgentItem {
  const { envelope, identity, content, contentBytes } = message;
  const header = applyHeaderFirewall(HeaderBlock.parse(message.header), rights);
  const block = header.toBuffer();
  const recipients = envelope.recipients.map((recipient) => shownRecipient(recipient, organization));
  return {
    mailItem: {
      id: itemId(identity.networkMessageId, connector, recipients),
      networkMessageId: identity.networkMessageId,
      messageId: identity.messageId,
      reversePath: formatPath(envelope.reversePath),
      recipients,
      headers: shownFields(header),
      sizeBytes: block.length + (typeof content === 'function' ? (contentBytes ?? 0) : lengthOf(content)),
      receivedAt: new Date(identity.receivedAt).toISOString(),
    },
    octets: async function* octets() {
      yield block;
      yield* typeof content === 'function' ? content() : content;
    },
  };
}

function lengthOf(pieces: readonly Buffer[]): number {
  return pieces.reduce((sum, { length }) => sum + length, 0);
}

function shownRecipient({ path }: EnvelopeRecipient, organization: Organization): DeliveryRecipient {
  const address = formatPath(path);
  const { type, address: value } = destinationOf(path, organization);
  return { address, type, value: type === 'SMTP' ? address : value };
}

/** Those who have it already are in no later attempt: what is left is another item. */
function itemId(message: string, connector: string, recipients: readonly DeliveryRecipient[]): string {
  const hash = createHash('sha256').update(`${message}\n${connector}\n`);
  for (const address of recipients.map((each) => each.address).toSorted()) hash.update(`${address}\n`);
  return hash.digest('base64url').slice(0, 32);
}
