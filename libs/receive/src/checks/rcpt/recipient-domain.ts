import { domainKey, replies, type Path } from '@mailyard/smtp';

import type { Check } from '../check.js';

// RFC 2606 §2 and §3: names that nobody's mail can have, so they are mistakes or tests.
const reservedTopLevel = /(?:^|\.)(?:test|example|invalid|localhost)$/;
const reservedSecondLevel = /(?:^|\.)example\.(?:com|net|org)$/;
const singleLabel = /^[^.[]+$/;

/** Whether the connector takes recipients in this domain at all, whoever sends. */
export const recipientDomain: Check<Path> = ({ connector }, path) => {
  const domain = domainKey(path.domain);
  if (connector.RejectReservedTopLevelRecipientDomains && reservedTopLevel.test(domain)) {
    return replies.reservedTopLevelDomain;
  }
  if (connector.RejectReservedSecondLevelRecipientDomains && reservedSecondLevel.test(domain)) {
    return replies.reservedSecondLevelDomain;
  }
  return connector.RejectSingleLabelRecipientDomains && singleLabel.test(domain)
    ? replies.singleLabelDomain
    : undefined;
};
