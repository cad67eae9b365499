import type { Shown, ShownParameters } from '../../../../ui/index.js';

/** Logs of a service: what EAC’s page has first. */
const logsOf = {
  '': [
    'MessageTracking',
    'Connectivity',
    'SendProtocol',
    'ReceiveProtocol',
    'Queue',
    'RoutingTable',
    'ServerStatistics',
    'Agent',
  ],
  Frontend: ['Connectivity', 'SendProtocol', 'ReceiveProtocol', 'Agent'],
  Mailbox: ['ReceiveProtocol'],
} as const;

/** What the parameters of a service begin with, as Set-FrontendTransportService has them without. */
export type LogService = keyof typeof logsOf;
export type Log = (typeof logsOf)[LogService][number];

export interface LogGroup {
  readonly log: Log;
  /** Names of parameters. */
  readonly names: readonly string[];
}

const parts = ['Path', 'MaxAge', 'MaxFileSize', 'MaxDirectorySize'];
/** Those that can be switched off by themselves. */
const switched: ReadonlySet<string> = new Set([
  'MessageTracking',
  'Connectivity',
  'ServerStatistics',
  'Agent',
]);

/** The parameters of each log: whether it is written, where, and how much of it is kept. */
export function logGroups(service: LogService): readonly LogGroup[] {
  return logsOf[service].map((log) => ({
    log,
    names: [
      ...(switched.has(log) ? [`${service}${log}LogEnabled`] : []),
      ...(log === 'MessageTracking' ? ['MessageTrackingLogSubjectLoggingEnabled'] : []),
      ...parts.map((part) => `${service}${log}Log${part}`),
    ],
  }));
}

const logName = /^(?:Frontend|Mailbox)?(\w+?)Log(Path|MaxAge|MaxFileSize|MaxDirectorySize|Enabled)$/;

/** `FrontendAgentLogPath`: Agent, Path. */
export function logPartOf(name: string): { readonly log: Log; readonly part: LogPart } | undefined {
  const [, log, part] = logName.exec(name) ?? [];
  if (log === undefined || part === undefined) return undefined;
  return { log: log as Log, part: part as LogPart };
}

export type LogPart = 'Path' | 'MaxAge' | 'MaxFileSize' | 'MaxDirectorySize' | 'Enabled';

/** Nothing said is the default folder; an empty text, typed as in the shell, is none. */
const logPath: Shown = {
  toText(value) {
    if (typeof value !== 'string') return '';
    return value === '' ? '""' : value;
  },
  toValue(text) {
    const said = String(text).trim();
    if (said === '') return null;
    return said === '""' ? '' : said;
  },
};

export const logPaths: ShownParameters = Object.fromEntries(
  (['', 'Frontend', 'Mailbox'] as const).flatMap((service) =>
    logsOf[service].map((log) => [`${service}${log}LogPath`, logPath] as const),
  ),
);
