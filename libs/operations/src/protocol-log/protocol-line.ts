import type { Filter, Property } from '@mailyard/queue';

/** A line of a protocol log, and whose it is. */
export interface ProtocolLine {
  /** As its folder in apps/: `hub-transport`. */
  readonly service: string;
  readonly direction: 'Receive' | 'Send';
  /** ISO 8601. */
  readonly time: string;
  readonly connector: string;
  readonly session: string;
  /** Counts from 0 in each session. */
  readonly sequence: number;
  /** `address:port`. */
  readonly local: string;
  readonly remote: string;
  /** `+` connected, `-` disconnected, `>` sent, `<` received, `*` information. */
  readonly event: string;
  readonly data: string;
  readonly context: string;
}

/** What lines can be chosen by, in the words of the log's fields. */
export const protocolLineProperties = {
  Service: { kind: 'text', of: ({ service }) => service },
  Direction: { kind: 'choice', of: ({ direction }) => direction },
  DateTime: { kind: 'time', of: ({ time }) => Date.parse(time) },
  ConnectorId: { kind: 'text', of: ({ connector }) => connector },
  SessionId: { kind: 'text', of: ({ session }) => session },
  LocalEndpoint: { kind: 'text', of: ({ local }) => local },
  RemoteEndpoint: { kind: 'text', of: ({ remote }) => remote },
  RemoteAddress: { kind: 'address', of: ({ remote }) => endpointOf(remote).address },
  Event: { kind: 'choice', of: ({ event }) => event },
  Data: { kind: 'text', of: ({ data }) => data },
  Context: { kind: 'text', of: ({ context }) => context },
} as const satisfies Readonly<Record<string, Property<ProtocolLine>>>;

export type ProtocolLineFilter = Filter<typeof protocolLineProperties>;

/** `[::1]:25`, `192.0.2.1:25`. */
export function endpointOf(text: string): { readonly address: string; readonly port: number } {
  const { address = text, port = '0' } = /^\[?(?<address>[^\]]*)\]?:(?<port>\d+)$/.exec(text)?.groups ?? {};
  return { address, port: Number(port) };
}

/** Undefined for what is no such line: a heading, half of a line. */
export function parseProtocolLine(
  text: string,
  { service, direction }: Pick<ProtocolLine, 'service' | 'direction'>,
): ProtocolLine | undefined {
  const fields = fieldsOf(text);
  if (!isWhole(fields) || !/^\d{4}-/.test(fields[0])) return undefined;
  const [time, connector, session, sequence, ...[local, remote, event, data, context]] = fields;
  const ends = { local, remote };
  return {
    service,
    direction,
    time,
    connector,
    session,
    sequence: Number(sequence),
    ...ends,
    event,
    data,
    context,
  };
}

const fieldCount = 9;
type Fields = readonly [string, string, string, string, string, string, string, string, string];

function isWhole(fields: readonly string[]): fields is Fields {
  return fields.length === fieldCount;
}

/** RFC 4180 §2. */
function fieldsOf(line: string): readonly string[] {
  const fields: string[] = [];
  for (const [, quoted, plain = ''] of line.matchAll(/(?:"((?:[^"]|"")*)"|([^,]*))(?:,|$)/g)) {
    fields.push(quoted?.replaceAll('""', '"') ?? plain);
    if (fields.length === fieldCount) break;
  }
  return fields;
}
