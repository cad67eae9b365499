import { objectName } from '@mailyard/schema';
import { z } from 'zod';

import type { ObjectProblem } from '../kind.js';
import { deliveryParameters, senderAuthentication } from './delivery-parameters.js';
import { moderationParameters } from './moderation-parameters.js';
import { customAttributeParameters } from './property-parameters.js';

const off = z.boolean().default(false);

/** Parameters of groups of both kinds. */
export const groupParameters = {
  ReportToOriginatorEnabled: z
    .boolean()
    .default(true)
    .describe(
      'Who sends to the group hears of members that fail; not together with ReportToManagerEnabled. Both off: nobody hears.',
    ),
  ReportToManagerEnabled: off.describe('The first of ManagedBy hears of it in place of the sender.'),
  SendOofMessageToOriginatorEnabled: off.describe(
    'Who sends to the group gets the out-of-office replies of its members.',
  ),
  ExpansionServer: objectName
    .optional()
    .describe(
      'Server that replaces the group by its members: name, host name or Guid. Default: whichever has the message.',
    ),
  ...senderAuthentication(true),
  ...deliveryParameters,
  ...moderationParameters,
  ...customAttributeParameters,
};

interface ReportingGroup {
  readonly ReportToOriginatorEnabled: boolean;
  readonly ReportToManagerEnabled: boolean;
  readonly ManagedBy?: string | readonly string[] | undefined;
}

/** Reports go to one of the two, and to a manager only where there is one. */
export function* reportProblems(group: ReportingGroup): Iterable<ObjectProblem> {
  if (!group.ReportToManagerEnabled) return;
  const path = ['ReportToManagerEnabled'];
  if (group.ReportToOriginatorEnabled) yield { path, reason: 'not together with ReportToOriginatorEnabled' };
  if (group.ManagedBy === undefined || group.ManagedBy.length === 0) {
    yield { path, reason: 'needs ManagedBy' };
  }
}
