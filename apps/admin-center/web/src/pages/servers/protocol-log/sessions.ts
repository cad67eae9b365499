import type { OutputOf } from '../../../api/index.js';

export type ProtocolLine = OutputOf<'Get-ProtocolLog'>[number];

/** A session as far as it is here. */
export interface Session {
  readonly id: string;
  readonly service: string;
  readonly direction: ProtocolLine['direction'];
  readonly connector: string;
  readonly remote: string;
  readonly startedAt: number;
  readonly lastAt: number;
  readonly isOpen: boolean;
  /** What the client called itself. */
  readonly helo: string;
  readonly accepted: number;
  readonly refusals: number;
  readonly lines: readonly ProtocolLine[];
}

export const linesMax = 2_000;

/** The lines of live sessions: the newest are kept, and what the server has left out is counted. */
export interface Tail {
  readonly lines: readonly ProtocolLine[];
  readonly skipped: number;
}

export const emptyTail: Tail = { lines: [], skipped: 0 };

export function extended(tail: Tail, told: Tail): Tail {
  return {
    lines: [...tail.lines, ...told.lines].slice(-linesMax),
    skipped: tail.skipped + told.skipped,
  };
}

/** What was said before, and what is said since; of what both have each line once. */
export function together(before: Tail, since: Tail): Tail {
  const known = new Set(before.lines.map(({ session, sequence }) => `${session} ${sequence}`));
  const lines = since.lines.filter(({ session, sequence }) => !known.has(`${session} ${sequence}`));
  return extended(before, { lines, skipped: since.skipped });
}

/** Collapsed to a line each, the newest first. */
export function sessionsOf(lines: readonly ProtocolLine[]): readonly Session[] {
  const sessions = [...Map.groupBy(lines, ({ session }) => session)].flatMap(([id, own]) =>
    sessionOf(id, own),
  );
  return sessions.toSorted((one, other) => other.startedAt - one.startedAt);
}

function sessionOf(id: string, lines: readonly ProtocolLine[]): readonly Session[] {
  const ordered = lines.toSorted((one, other) => one.sequence - other.sequence);
  const [first, last] = [ordered[0], ordered.at(-1)];
  if (first === undefined || last === undefined) return [];
  const { service, direction, connector, remote } = first;
  const said = ordered.filter(({ event }) => event === '<' || event === '>').map(({ data }) => data);
  const [greeting = ''] = said.filter((data) => /^(?:EHLO|HELO) /i.test(data));
  return [
    {
      id,
      service,
      direction,
      connector,
      remote,
      startedAt: Date.parse(first.time),
      lastAt: Date.parse(last.time),
      isOpen: last.event !== '-',
      helo: greeting.split(' ')[1] ?? '',
      accepted: said.filter((data) => data.startsWith('250 2.6.0 ')).length,
      refusals: said.filter((data) => /^[45]\d\d /.test(data)).length,
      lines: ordered,
    },
  ];
}

export function textOf({
  time,
  connector,
  session,
  sequence,
  local,
  remote,
  event,
  data,
  context,
}: ProtocolLine): string {
  return [time, connector, session, sequence, local, remote, event, data, context].join(',');
}
