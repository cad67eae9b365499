import { randomInt } from 'node:crypto';

/** One line of the protocol log; `<` received, `>` sent, `*` information, `+` connected, `-` disconnected. */
export interface ProtocolEvent {
  readonly event: '+' | '-' | '<' | '>' | '*';
  readonly data: string;
  readonly context?: string;
}

/** How the log says that the other end has closed the connection. */
export function remoteEnd(error: NodeJS.ErrnoException | undefined): string {
  if (error === undefined) return 'Remote';
  return error.code === 'ECONNRESET' || error.code === 'EPIPE'
    ? 'Remote(ConnectionReset)'
    : 'Remote(SocketError)';
}

// Exchange's session ids are its start time in units of 100 ns since the year 1, which gives 08D….
const ticksToUnixEpoch = 621_355_968_000_000_000n;
const ticksPerMillisecond = 10_000n;

let sequence = randomInt(Number(ticksPerMillisecond));

/** 16 hex digits, distinct within a process and, but for a coincidence, among processes. */
export function nextSessionId(nowMs: number): string {
  sequence = (sequence + 1) % Number(ticksPerMillisecond);
  const ticks = ticksToUnixEpoch + BigInt(nowMs) * ticksPerMillisecond + BigInt(sequence);
  return ticks.toString(16).toUpperCase().padStart(16, '0');
}
