import { guid, nameKey, objectName } from '@mailyard/schema';
import { z } from 'zod';

import { identityOf } from '../lookup.js';
import { messageSize } from '../outbound-connectors/message-size.js';
import { routingParameters } from '../outbound-connectors/routing-parameters.js';

export const deliveryAgentConnectorSchema = z
  .strictObject({
    Guid: guid,
    Name: objectName,
    ...routingParameters,
    DeliveryProtocol: z
      .string()
      .trim()
      .min(1)
      .max(255)
      .describe('Protocol by which an agent is found, such as `X.400` or `MOBILE`.'),
    MaxConcurrentConnections: z.int().min(1).max(2_147_483_647).default(5).describe('Connections at a time.'),
    MaxMessagesPerConnection: z
      .int()
      .min(1)
      .max(2_147_483_647)
      .default(20)
      .describe('Messages after which another connection is made.'),
    MaxMessageSize: messageSize({ min: 65_536 })
      .default('Unlimited')
      .describe('Largest message; octets round up to KB.'),
  })
  .readonly();

export type DeliveryAgentConnector = z.infer<typeof deliveryAgentConnectorSchema>;

export const deliveryAgentConnectorNames = identityOf<DeliveryAgentConnector>(
  'names of Delivery Agent connectors',
  ['Name'],
  nameKey,
);
