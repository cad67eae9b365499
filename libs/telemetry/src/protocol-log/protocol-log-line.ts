import { csv } from '../log-files/csv-text.js';
import type { LogForm } from '../log-files/log-files.js';

export type ProtocolLogKind = 'SmtpReceive' | 'SmtpSend';

export interface EndpointOfLine {
  readonly address: string;
  readonly port: number;
}

/** What the lines of a session have in common. */
export interface LoggedEnds {
  /** `MBX01\Default Frontend MBX01`, or the name of a Send connector. */
  readonly connectorId: string;
  readonly sessionId: string;
  /** `address:port`; empty while connecting. */
  readonly local: string;
  readonly remote: string;
}

/** What happened, as one line of a protocol log tells it. */
export interface LoggedEvent {
  /** `+` connected, `-` disconnected, `>` sent, `<` received, `*` information. */
  readonly event: '+' | '-' | '>' | '<' | '*';
  readonly data: string;
  readonly context?: string | undefined;
}

const kinds = {
  SmtpReceive: { name: 'ReceiveProtocol', prefix: 'RECV', type: 'SMTP Receive Protocol Log' },
  SmtpSend: { name: 'SendProtocol', prefix: 'SEND', type: 'SMTP Send Protocol Log' },
} as const;

const fields = [
  'date-time',
  'connector-id',
  'session-id',
  'sequence-number',
  'local-endpoint',
  'remote-endpoint',
  'event',
  'data',
  'context',
];

export function protocolLogForm(kind: ProtocolLogKind): LogForm {
  return { ...kinds[kind], title: `protocol log ${kind}`, fields };
}

/** As `local` and `remote` have it. */
export function formatEndpoint({ address, port }: EndpointOfLine): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}

/** The columns of a line before and behind its number: the same in all lines of a session. */
export class SessionColumns {
  readonly #before: string;
  readonly #behind: string;

  constructor({ connectorId, sessionId, local, remote }: LoggedEnds) {
    this.#before = `,${csv(connectorId)},${sessionId},`;
    this.#behind = `,${local},${remote},`;
  }

  /** A line of it, with its line break. `sequence` counts from 0 in each session; `time` is as in ISO 8601. */
  line({ event, data, context = '' }: LoggedEvent, sequence: number, time: string): string {
    return `${time}${this.#before}${sequence}${this.#behind}${event},${csv(data)},${csv(context)}\r\n`;
  }
}
