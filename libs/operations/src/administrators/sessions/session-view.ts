import { isSessionOf, type AdministratorSession } from '@mailyard/sign-in';
import { z } from 'zod';

import type { Caller } from '../../caller.js';
import type { OperationContext } from '../../context.js';

/** An open session, as operations tell of it. */
export const sessionView = z
  .object({
    id: z.string(),
    administrator: z.string(),
    address: z.string(),
    userAgent: z.string(),
    startedAt: z.number().describe('Milliseconds since the epoch.'),
    seenAt: z.number().describe('When it was last used, to the minute.'),
    isOwn: z.boolean().describe('The session that asks.'),
  })
  .readonly();

export type SessionView = z.output<typeof sessionView>;

export function sessionViewOf(session: AdministratorSession, { signedIn }: Caller): SessionView {
  const { id, accountName: administrator, address, userAgent, startedAt, seenAt } = session;
  const isOwn = signedIn?.by === 'session' && signedIn.session.id === id;
  return { id, administrator, address, userAgent, startedAt, seenAt, isOwn };
}

/** Sessions that let somebody in now; of others only whoever manages administrators sees them. */
export async function visibleSessions(
  { sessions, administrators }: OperationContext,
  caller: Caller,
): Promise<readonly AdministratorSession[]> {
  const [found, accounts] = await Promise.all([sessions.list(), administrators.list()]);
  const byGuid = new Map(accounts.map((account) => [account.guid, account]));
  return found.filter((session) => {
    const account = byGuid.get(session.account);
    return account !== undefined && isSessionOf(account, session) && isVisible(session.account, caller);
  });
}

/** What belongs to an account is shown to it, and to whoever manages administrators. */
export function isVisible(account: string, { rights, signedIn }: Caller): boolean {
  return rights.has('Role Management') || signedIn?.account.guid === account;
}
