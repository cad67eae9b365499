import type { ReceiveConnector } from '@mailyard/directory';
import { domainKey, replies, ReplyError, type Path, type Reply } from '@mailyard/smtp';

// RFC 2606 §2 and §3: names that nobody's mail can have, so they are mistakes or tests.
const reservedTopLevel = /(?:^|\.)(?:test|example|invalid|localhost)$/;
const reservedSecondLevel = /(?:^|\.)example\.(?:com|net|org)$/;
const singleLabel = /^[^.[]+$/;

type Switches = Pick<
  ReceiveConnector,
  | 'RejectReservedTopLevelRecipientDomains'
  | 'RejectReservedSecondLevelRecipientDomains'
  | 'RejectSingleLabelRecipientDomains'
>;

/** Whether the connector takes recipients in this domain at all, whoever sends. */
export function checkRecipientDomain({ domain }: Path, connector: Switches): void {
  const refusal = refusalOf(domainKey(domain), connector);
  if (refusal !== undefined) throw new ReplyError(refusal);
}

function refusalOf(domain: string, connector: Switches): Reply | undefined {
  if (connector.RejectReservedTopLevelRecipientDomains && reservedTopLevel.test(domain)) {
    return replies.reservedTopLevelDomain;
  }
  if (connector.RejectReservedSecondLevelRecipientDomains && reservedSecondLevel.test(domain)) {
    return replies.reservedSecondLevelDomain;
  }
  return connector.RejectSingleLabelRecipientDomains && singleLabel.test(domain)
    ? replies.singleLabelDomain
    : undefined;
}
