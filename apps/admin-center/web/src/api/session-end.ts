import { useEffect, useState } from 'react';

import { lastUse } from './last-use.js';
import { useSession, type Session } from './session.js';

export interface SessionEnd {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Using it puts the end off; not after its last hour. */
  readonly canBePutOff: boolean;
}

/** So long before the end somebody is told (WCAG 2.2.1), in milliseconds. */
export const toldBeforeMs = 120_000;
const lookEveryMs = 1_000;
/** The server knows to the minute when a session was used. */
const minuteMs = 60_000;

/** When the session ends if nobody does anything; undefined: not within two minutes, or it has no end. */
export function useSessionEnd(): SessionEnd | undefined {
  const session = useSession();
  const [end, setEnd] = useState<SessionEnd>();
  useEffect(() => {
    const timer = setInterval(() => {
      const next = endOf(session, lastUse());
      const isSoon = next !== undefined && next.at - Date.now() < toldBeforeMs;
      setEnd((now) => (isSoon ? (now?.at === next.at ? now : next) : undefined));
    }, lookEveryMs);
    return () => clearInterval(timer);
  }, [session]);
  return end;
}

export function endOf(
  { endsAt, idleMs }: Pick<Session, 'endsAt' | 'idleMs'>,
  usedAt: number,
): SessionEnd | undefined {
  if (endsAt === undefined || idleMs === undefined) return undefined;
  const idleAt = usedAt + idleMs - minuteMs;
  return idleAt < endsAt ? { at: idleAt, canBePutOff: true } : { at: endsAt, canBePutOff: false };
}
