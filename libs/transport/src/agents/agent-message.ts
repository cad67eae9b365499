import { shownFields, type AgentMessage, type AgentRecipient } from '@mailyard/agent-host';
import { originalClient, type HeaderBlock } from '@mailyard/message';
import type { MailItem } from '@mailyard/queue';
import type { NextHop } from '@mailyard/routing';
import { formatPath, type EnvelopeRecipient, type ReversePath } from '@mailyard/smtp';

/** What is shown of a message beside its header. */
export interface ShownMessage {
  readonly item: MailItem;
  readonly reversePath: ReversePath;
  /** Where it goes for a recipient, once that is known. */
  readonly nextHopOf?: (recipient: EnvelopeRecipient) => NextHop | undefined;
}

/** A copy as an agent in a process of its own sees it. */
export function agentMessage(
  { item, reversePath, nextHopOf }: ShownMessage,
  header: HeaderBlock,
  recipients: readonly EnvelopeRecipient[],
): AgentMessage {
  const { source } = item;
  const { ip, helo } = originalClient(source);
  return {
    networkMessageId: item.networkMessageId,
    messageId: item.messageId,
    reversePath: formatPath(reversePath),
    recipients: recipients.map((recipient) => shownRecipient(recipient, nextHopOf)),
    headers: shownFields(header),
    sizeBytes: item.sizeBytes,
    authAs: source.authAs,
    ...(source.login === undefined ? {} : { login: source.login }),
    connector: source.connector.name,
    sessionId: source.sessionId,
    client: { ip, helo },
  };
}

function shownRecipient(recipient: EnvelopeRecipient, nextHopOf: ShownMessage['nextHopOf']): AgentRecipient {
  const address = formatPath(recipient.path);
  const nextHop = nextHopOf?.(recipient);
  if (nextHop === undefined) return { address };
  const { deliveryType, domain } = nextHop;
  return { address, nextHop: { deliveryType, domain } };
}
