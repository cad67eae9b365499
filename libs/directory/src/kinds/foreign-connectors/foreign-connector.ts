import { byteSize, guid, nameKey, objectName, oneOf } from '@mailyard/schema';
import { z } from 'zod';

import { completing } from '../completing.js';
import { identityOf } from '../lookup.js';
import { messageSize } from '../outbound-connectors/message-size.js';
import { routingParameters } from '../outbound-connectors/routing-parameters.js';

const parameters = z.strictObject({
  Guid: guid,
  Name: objectName,
  ...routingParameters,
  DropDirectory: z
    .string()
    .trim()
    .min(1)
    .max(1024)
    .describe(
      'Folder that messages are written to, absolute or in RootDropDirectoryPath; it is not made. Default: Name.',
    ),
  DropDirectoryQuota: z
    .union([byteSize({ min: 1, max: 2_147_483_647 }), oneOf(['Unlimited'])])
    .default('Unlimited')
    .describe('Size of the files in it from which on nothing more is written.'),
  MaxMessageSize: messageSize({ min: 0, max: 2_147_483_647 * 1024 })
    .default('Unlimited')
    .describe('Largest message; octets round up to KB.'),
  RelayDsnRequired: z
    .boolean()
    .default(false)
    .describe('Senders that ask for it are told that their message was handed over.'),
});

export type ForeignConnector = Readonly<z.infer<typeof parameters>>;

/** A folder of the connector's own name unless it says another. */
export const foreignConnectorSchema = completing(parameters, ({ DropDirectory, ...written }) => ({
  ...written,
  DropDirectory: DropDirectory ?? written['Name'],
}));

export const foreignConnectorNames = identityOf<ForeignConnector>(
  'names of Foreign connectors',
  ['Name'],
  nameKey,
);
