import { listOf, oneOf } from '@mailyard/schema';
import { z } from 'zod';

import { messageSize } from '../outbound-connectors/message-size.js';

/** 2 GB less a KB, as Exchange has it. */
const sizeMax = 2_147_482_624;

/** Names, aliases or addresses of recipients. */
export const recipientNamesList = listOf(z.string().min(1)).optional();

/** Largest message, in octets; `Unlimited` leaves it to the organization's limit. */
const sizeLimit = messageSize({ min: 0, max: sizeMax }).default('Unlimited');

/** Who may send to a recipient and in its name, and how much; a recipient of any kind has them. */
export const deliveryParameters = {
  AcceptMessagesOnlyFrom: recipientNamesList.describe(
    'Mailboxes, mail users and mail contacts from which alone it takes mail. Default: from everybody.',
  ),
  AcceptMessagesOnlyFromDLMembers: recipientNamesList.describe(
    'Groups whose members, those of groups in them too, it takes mail from: the three lists add up.',
  ),
  AcceptMessagesOnlyFromSendersOrMembers: recipientNamesList.describe('Both, in one list.'),
  RejectMessagesFrom: recipientNamesList.describe(
    'Mailboxes, mail users and mail contacts from which it takes no mail, whatever the lists above say.',
  ),
  RejectMessagesFromDLMembers: recipientNamesList.describe('Groups from whose members it takes none.'),
  RejectMessagesFromSendersOrMembers: recipientNamesList.describe('Both, in one list.'),
  GrantSendOnBehalfTo: recipientNamesList.describe(
    'Who may write in its name, which readers see: From names it, and Sender whoever writes. Groups stand for their members.',
  ),
  GrantSendAsTo: recipientNamesList.describe(
    'Who may write as itself, which readers do not see: the permission Send As of Exchange. Groups stand for their members.',
  ),
  MaxReceiveSize: sizeLimit.describe(
    'Largest message that it takes, in place of the organization’s MaxReceiveSize; from outside MaxSendSize of the organization holds as well.',
  ),
  MaxSendSize: sizeLimit.describe(
    'Largest message that it sends when it is authenticated, in place of the organization’s MaxSendSize; to outside MaxReceiveSize of the organization holds as well.',
  ),
};

/** Groups are for the organization alone until somebody says otherwise, as New-DistributionGroup makes them. */
export function senderAuthentication(byDefault: boolean) {
  return {
    RequireSenderAuthenticationEnabled: z
      .boolean()
      .default(byDefault)
      .describe('It takes mail of authenticated senders only; others get 550 5.7.1.'),
  };
}

export const recipientLimits = {
  RecipientLimits: z
    .union([z.int().min(0).max(2_147_483_647), oneOf(['Unlimited'])])
    .default('Unlimited')
    .describe(
      'Recipients of one message that it sends, a group counting as one; in place of MaxRecipientEnvelopeLimit.',
    ),
};
