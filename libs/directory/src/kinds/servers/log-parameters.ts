import { byteSize, oneOf, span, timeSpan } from '@mailyard/schema';
import { z } from 'zod';

const megabyte = 1_048_576;
const gigabyte = 1024 * megabyte;

/** How much of a log there is, unless somebody says otherwise. */
interface LogDefaults {
  /** Whose log it is, and what is in it. */
  readonly about: string;
  readonly maxDirectoryBytes: number;
  readonly maxAgeMs?: number;
}

const protocol = { maxDirectoryBytes: 250 * megabyte };
const connectivity = { maxDirectoryBytes: 1000 * megabyte };
const agents = { maxDirectoryBytes: 250 * megabyte, maxAgeMs: 7 * span.day };

/**
 * The logs of the transport services: `MessageTracking` has MessageTrackingLogPath and so on. In Exchange each service has
 * parameters of its own under the same names; here those of Front End and of Mailbox Delivery have the service in front.
 */
const logs = {
  MessageTracking: {
    about: 'Message tracking log of Transport and of Mailbox Delivery',
    maxDirectoryBytes: 1000 * megabyte,
  },
  ReceiveProtocol: { about: 'Protocol log of the hubs’ Receive connectors', ...protocol },
  FrontendReceiveProtocol: { about: 'The same of Front End', ...protocol },
  MailboxReceiveProtocol: { about: 'The same of Mailbox Delivery', ...protocol },
  SendProtocol: { about: 'Protocol log of the hubs’ Send connectors', ...protocol },
  FrontendSendProtocol: { about: 'The same of Front End', ...protocol },
  Connectivity: {
    about:
      'Connectivity log of the hubs: connections to next hops, Mailbox Delivery and other servers included',
    ...connectivity,
  },
  RoutingTable: {
    about:
      'Routing table log of the hubs: connectors by address space, databases and accepted domains, at each change',
    maxDirectoryBytes: 50 * megabyte,
    maxAgeMs: 7 * span.day,
  },
  FrontendConnectivity: { about: 'Connectivity log of Front End: connections to hubs', ...connectivity },
  Queue: {
    about: 'Queue log: each queue with ten messages or more, once a minute',
    maxDirectoryBytes: 200 * megabyte,
    maxAgeMs: 7 * span.day,
  },
  ServerStatistics: {
    about: 'Server statistics log of the hubs: what each counts, once a minute',
    maxDirectoryBytes: 250 * megabyte,
  },
  Agent: { about: 'Agent log of the hubs: what transport agents did', ...agents },
  FrontendAgent: { about: 'The same of Front End: what they did in its sessions', ...agents },
} as const satisfies Readonly<Record<string, LogDefaults>>;

/** A log of the transport services, by the beginning of its parameters' names. */
export type TransportLog = keyof typeof logs;

const int32Max = 2_147_483_647;
const size = (max: number) => z.union([byteSize({ min: 4096, max }), oneOf(['Unlimited'])]);
const folder = z
  .union([z.string().regex(/^\/[^\0]*$/, 'must be an absolute path'), z.literal('')])
  .optional();

function parametersOf({ about, maxDirectoryBytes, maxAgeMs = 30 * span.day }: LogDefaults) {
  return {
    Path: folder.describe(
      `${about}: its folder, an absolute path; an empty text: it is not written. Default: below logs in the data directory.`,
    ),
    MaxAge: timeSpan({ min: 0, max: int32Max * span.second })
      .default(maxAgeMs)
      .describe('Files that have not been written to for longer are deleted; 00:00:00: at no age.'),
    MaxFileSize: size(4 * gigabyte)
      .default(10 * megabyte)
      .describe('A new file begins before one is larger.'),
    MaxDirectorySize: size(9_007_199_254_740_991)
      .default(maxDirectoryBytes)
      .describe('The oldest files go when those whose names begin alike are larger together.'),
  };
}

type Parameters = ReturnType<typeof parametersOf>;

type LogParameterShape = {
  readonly [P in `${TransportLog}Log${keyof Parameters}`]: P extends `${TransportLog}Log${infer K extends
    keyof Parameters}`
    ? Parameters[K]
    : never;
};

const ofEachLog = Object.fromEntries(
  Object.entries<LogDefaults>(logs).flatMap(([log, defaults]) =>
    Object.entries(parametersOf(defaults)).map(([name, schema]) => [`${log}Log${name}`, schema] as const),
  ),
) as unknown as LogParameterShape;

const on = z.boolean().default(true);

/** Logs that can be switched off by a parameter of their own; any by an empty path. */
const switches = {
  MessageTrackingLogEnabled: on.describe('Whether message tracking is written.'),
  ConnectivityLogEnabled: on.describe('Whether the hubs’ connectivity log is written.'),
  FrontendConnectivityLogEnabled: on.describe('Whether Front End’s connectivity log is written.'),
  ServerStatisticsLogEnabled: on.describe('Whether the hubs’ server statistics log is written.'),
  AgentLogEnabled: on.describe('Whether the hubs’ agent log is written.'),
  FrontendAgentLogEnabled: on.describe('Whether Front End’s agent log is written.'),
};

/** Where the logs of a server are, and how much of them is kept. Every change holds within a second. */
export const logParameters = {
  ...ofEachLog,
  ...switches,
  MessageTrackingLogSubjectLoggingEnabled: on.describe(
    'Whether message tracking has the subjects of messages.',
  ),
};

export interface LogParameters {
  /** Empty: not written; undefined: where it is by default. */
  readonly Path: string | undefined;
  readonly MaxAge: number;
  readonly MaxFileSize: number | 'Unlimited';
  readonly MaxDirectorySize: number | 'Unlimited';
}

type ServerLogs = z.infer<z.ZodObject<typeof logParameters>>;

export function logParametersOf(server: ServerLogs, log: TransportLog): LogParameters {
  return {
    Path: isOff(server, log) ? '' : server[`${log}LogPath`],
    MaxAge: server[`${log}LogMaxAge`],
    MaxFileSize: server[`${log}LogMaxFileSize`],
    MaxDirectorySize: server[`${log}LogMaxDirectorySize`],
  };
}

function isOff(server: ServerLogs, log: TransportLog): boolean {
  const enabled = `${log}LogEnabled`;
  return enabled in switches && !server[enabled as keyof typeof switches];
}

export function isTransportLog(name: string): name is TransportLog {
  return Object.hasOwn(logs, name);
}
