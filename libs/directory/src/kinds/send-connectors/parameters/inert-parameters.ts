import { oneOf } from '@mailyard/schema';
import { z } from 'zod';

import { inert, inertSettingsOf } from '../../inert-parameter.js';

const off = z.boolean().default(false);

/** Taken and kept, so that an exported connector can be applied whole. */
const inertParameters = {
  CloudServicesMailEnabled: inert(off, 'there is no organization in the cloud to share headers with'),
  ConnectorType: inert(
    oneOf(['Default', 'XPremises']).default('Default'),
    'there is no organization in the cloud',
  ),
  RequireOorg: inert(off, 'what it does is not documented'),
  IsCoexistenceConnector: inert(off, 'it is of Exchange 2010'),
  LinkedReceiveConnector: inert(z.string().min(1).optional(), 'it is of Exchange 2010'),
};

export const inertSendParameters = inertParameters;

/** Those that somebody has set, in the belief that they do something. */
export const inertSendSettings = inertSettingsOf(inertParameters);
