import { isExpired, type UsedToken } from '@mailyard/sign-in';
import { z } from 'zod';

export const tokenView = z
  .object({
    id: z.string().describe('Empty when it was only tried.'),
    description: z.string(),
    administrator: z.string(),
    roleGroups: z.array(z.string()).readonly().optional().describe('Without them: all of its account.'),
    readOnly: z.boolean(),
    send: z
      .object({
        application: z.string(),
        senders: z.array(z.string()).readonly(),
        recipientDomains: z.array(z.string()).readonly(),
        connector: z.string().optional().describe('Guid of the Receive connector whose limits hold.'),
        messageRate: z.number().optional().describe('Messages a minute.'),
      })
      .readonly()
      .optional()
      .describe('What an application may send with it, which is all that it opens.'),
    createdAt: z.number().describe('Milliseconds since the epoch.'),
    expiresAt: z.number(),
    expired: z.boolean().describe('It opens nothing any more; 30 days later it is gone from the list.'),
    usedAt: z.number().optional().describe('When it was last used, to the minute.'),
    usedFrom: z.string().optional().describe('From which address.'),
  })
  .readonly();

export type TokenView = z.output<typeof tokenView>;

export function tokenViewOf({ used, ...token }: UsedToken): TokenView {
  const { id, description, accountName: administrator, roleGroups, readOnly, send } = token;
  const { createdAt, expiresAt } = token;
  return {
    id,
    description,
    administrator,
    ...(roleGroups && { roleGroups }),
    readOnly,
    ...(send && { send }),
    createdAt,
    expiresAt,
    expired: isExpired({ expiresAt }, Date.now()),
    ...(used && { usedAt: used.at, usedFrom: used.address }),
  };
}
