import { guid, nameKey, objectName } from '@mailyard/schema';
import { z } from 'zod';

import { identityOf } from '../lookup.js';
import { messageSize } from '../outbound-connectors/message-size.js';
import { routingParameters } from '../outbound-connectors/routing-parameters.js';

const settingsMax = 50;

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
    AgentSettings: z
      .record(z.string().regex(/^[A-Za-z]\w{0,63}$/, 'must be a word'), z.string().max(16_384))
      .refine((settings) => Object.keys(settings).length <= settingsMax, `at most ${settingsMax} settings`)
      .readonly()
      .optional()
      .describe(
        'What the agent has to know for this connector, as texts by name; the agent says which there are.',
      ),
    AuthenticationCredential: z
      .strictObject({ UserName: z.string().trim().min(1).max(1024) })
      .readonly()
      .optional()
      .describe(
        'What the agent signs in or signs with: `{ UserName, PasswordVariable }`. The password comes from the environment variable of that name; when it is not set, the password stays as it is.',
      ),
    SealedPassword: z.string().optional(),
  })
  .readonly();

export type DeliveryAgentConnector = z.infer<typeof deliveryAgentConnectorSchema>;

export const deliveryAgentConnectorNames = identityOf<DeliveryAgentConnector>(
  'names of Delivery Agent connectors',
  ['Name'],
  nameKey,
);
