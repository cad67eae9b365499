import { guid, nameKey, objectName } from '@mailyard/schema';
import { z } from 'zod';

import { accessControlList } from '../access-control/access-control-entry.js';
import { completing } from '../completing.js';
import { identityOf } from '../lookup.js';
import { routingParameters } from '../outbound-connectors/routing-parameters.js';
import { credentialParameters } from './parameters/credential-parameters.js';
import { deliveryParameters } from './parameters/delivery-parameters.js';
import { inertSendParameters } from './parameters/inert-parameters.js';
import { limitParameters } from './parameters/limit-parameters.js';
import { networkParameters } from './parameters/network-parameters.js';
import { sendTlsParameters } from './parameters/tls-parameters.js';
import { sendUsage, withUsageDefaults } from './parameters/usage.js';
import { sendConnectorRights } from './send-right.js';

const parameters = z.strictObject({
  Guid: guid,
  Name: objectName,
  Usage: sendUsage.describe(
    'What the connector is for; decides about the default of MaxMessageSize alone, and cannot be changed once the connector is made.',
  ),
  ...routingParameters,
  IsTransportRuleScoped: z
    .boolean()
    .default(false)
    .describe(
      'Mail takes it by a mail flow rule with RouteMessageOutboundConnector alone, and never for its address spaces. As an Outbound connector of Exchange Online.',
    ),
  ...networkParameters,
  ...credentialParameters,
  ...sendTlsParameters,
  ...deliveryParameters,
  ...limitParameters,
  AccessControl: accessControlList(sendConnectorRights).describe(
    'What the other side is given, beside what setup gives: header fields of the organization, of the forest, of the route.',
  ),
  ...inertSendParameters,
});

export type SendConnector = Readonly<z.infer<typeof parameters>>;

export const sendConnectorSchema = completing(parameters, withUsageDefaults);

export const sendConnectorNames = identityOf<SendConnector>('names of Send connectors', ['Name'], nameKey);
