import { oneOf } from '@mailyard/schema';
import { z } from 'zod';

import { messageSize } from '../outbound-connectors/message-size.js';

const sizeLimit = messageSize({ min: 0, max: 2_147_482_624 }).default(10_485_760);

/** What messages and recipients the organization takes, where a recipient or a sender has no limit of their own. */
export const recipientTransportParameters = {
  MaxReceiveSize: sizeLimit.describe(
    'Largest message for recipients without a MaxReceiveSize of their own, those outside among them.',
  ),
  MaxSendSize: sizeLimit.describe(
    'Largest message of senders without a MaxSendSize of their own, those outside among them.',
  ),
  MaxRecipientEnvelopeLimit: z
    .union([z.int().min(0).max(2_147_483_647), oneOf(['Unlimited'])])
    .default(500)
    .describe(
      'Recipients of one message, a group counting as one, where the sender has no RecipientLimits; with more it is returned.',
    ),
  ExpansionSizeLimit: z
    .int()
    .min(1)
    .max(100_000)
    .default(1000)
    .describe('Recipients beyond which a message whose groups are expanded is cut into several copies.'),
  AllowPlusAddressInRecipients: z
    .boolean()
    .default(false)
    .describe('Mail for alice+news@ is for alice@ where nobody has that address itself.'),
};
