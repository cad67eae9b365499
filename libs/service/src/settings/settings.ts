import { byteSize, isDomainName, problemsOf, span, timeSpan } from '@mailyard/schema';
import { z } from 'zod';

import { sentinelUrl } from '../redis/connection/redis-address.js';
import { openIdVariables, readOpenId, type OpenIdSettings } from './openid-settings.js';
import { isProcessCounts } from './process-counts.js';

const text = z.string().min(1);

const bindAddress = z.union([z.ipv4(), z.ipv6(), z.literal('*')]);

/** What a server is: one of an organization, or one at its perimeter, with a directory and queues of its own. */
export const serverRoles = ['Mailbox', 'Edge'] as const;

export type ServerRole = (typeof serverRoles)[number];

/** Every environment variable of a service; docs/configuration.md is made from it. */
export const settingsVariables = z.object({
  MAILYARD_SERVER: text
    .regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,62}$/, 'must be letters, digits and hyphens, at most 63')
    .default('MBX01')
    .describe('Server that this process is a part of.'),
  MAILYARD_FQDN: text
    .refine(isDomainName, 'must be a host name')
    .transform((name) => name.toLowerCase())
    .default('mbx01.contoso.com')
    .describe(
      'Name of the server in SMTP; read when the server is first seen, afterwards the directory has it.',
    ),
  MAILYARD_SERVER_ROLE: z
    .enum(serverRoles)
    .default('Mailbox')
    .describe(
      'What the first start makes of the server, for good. Edge: an Edge Transport server at the perimeter, with a Redis of its own.',
    ),
  MAILYARD_REDIS_URL: text
    .refine(
      (url) => /^(?:rediss?:\/\/.+|unix:\/.+)$/.test(url) || sentinelUrl.test(url),
      'must be redis://…, rediss://…, unix:/path/to/socket or redis-sentinel://host,host/#name',
    )
    .default('redis://127.0.0.1:6379')
    .describe(
      'Where Redis is: `redis://[user:password@]host[:port][/database]`, `rediss://…`, `unix:/path/to/socket`, or by way of Redis Sentinel `redis-sentinel://[user:password@]host[:port],host[:port]…[/database][#name]`, where the name is `mymaster` without one.',
    ),
  MAILYARD_DATA_DIR: text
    .default('./data')
    .describe('Folder of mailboxes, certificates, large contents and logs.'),
  MAILYARD_ORGANIZATION: text
    .optional()
    .describe(
      'File that is applied to an empty directory; afterwards only by the organization command. Not set: `organization.yaml`; on an Edge no file.',
    ),
  MAILYARD_PORT_OFFSET: z.coerce
    .number<string>()
    .int()
    .min(0)
    .max(60_000)
    .default(10_000)
    .describe('Added to every port that a process listens on; 0 in containers.'),
  MAILYARD_BIND_ADDRESS: bindAddress
    .optional()
    .describe(
      'Takes the place of `0.0.0.0` and `[::]` in bindings; `*` leaves both as they are, as does no address at all. ' +
        '`npm start` sets 127.0.0.1.',
    ),
  MAILYARD_WEB_BIND_ADDRESS: bindAddress
    .default('127.0.0.1')
    .describe('Where the web pages are; `*`: on all addresses, IPv4 and IPv6.'),
  MAILYARD_WEB_TLS: z
    .enum(['auto', 'on', 'off'])
    .default('auto')
    .describe(
      'Whether the web pages speak HTTPS, and nothing else, with the certificate of the server. auto: beyond loopback. ' +
        'off: something in front of them does, or a port that is published on loopback only.',
    ),
  MAILYARD_WEB_URL: z
    .url({ protocol: /^https?$/ })
    .transform((url) => new URL(url).origin)
    .optional()
    .describe(
      'Where browsers have the web pages, such as `https://mail.contoso.com`: an OpenID provider sends them back there. ' +
        'Not set: `https://<MAILYARD_FQDN>:<port>`; without TLS the address that is listened on.',
    ),
  ...openIdVariables,
  MAILYARD_BOARD_REMOVE: z
    .enum(['with-ndr', 'without-ndr'])
    .default('with-ndr')
    .describe('Whether the sender is told when a message is removed on the pages of Bull Board.'),
  MAILYARD_DURABILITY: z
    .enum(['strict', 'relaxed'])
    .default('strict')
    .describe(
      'strict: the hub refuses to start on a Redis that can lose acknowledged messages. relaxed: it starts and says so.',
    ),
  MAILYARD_ADMIN_PASSWORD: text
    .optional()
    .describe('Password of the web pages (user `admin`). Not set: made at start and printed.'),
  MAILYARD_DEMO_PASSWORD: text
    .optional()
    .describe(
      'Password of the example mailboxes, used once when they are made. Not set: made then and printed.',
    ),
  MAILYARD_KERBEROS_KEYTAB: text
    .optional()
    .describe(
      'Keytab of Front End with the keys of `smtp/<name of the server>`, for Integrated authentication (GSSAPI).',
    ),
  MAILYARD_USER: text
    .optional()
    .describe(
      'Account (name or `uid:gid`) under which everything runs when root says `npm start`, and to which the data ' +
        'directory is given. Not set: the owner of the data directory, else a system account `mailyard`.',
    ),
  MAILYARD_RESTARTS: z.coerce
    .number<string>()
    .int()
    .min(0)
    .default(0)
    .describe('Set by the launcher: how often it has started this process again.'),
  MAILYARD_PROCESSES: text
    .refine(
      isProcessCounts,
      'must be a number from 1 to 32, or such as front-end-transport=2,hub-transport=2,mailbox-delivery=1',
    )
    .optional()
    .describe(
      'How many processes of Front End, hub and Mailbox Delivery, or of Edge Transport, run on this machine, under the same listeners: one number ' +
        'for each of them, or `front-end-transport=2,hub-transport=2`. Not set: one for every three cores.',
    ),
  MAILYARD_TRACKING_DATABASE: text
    .regex(/^postgres(?:ql)?:\/\/.+$/, 'must be postgres://…')
    .optional()
    .describe(
      'PostgreSQL for the tracking events: `postgres://user:password@host[:port]/database`; several admin centres share it. ' +
        'Not set: SQLite, in `tracking` below the data directory.',
    ),
  MAILYARD_TRACKING_MAX_AGE: timeSpan({ min: span.day, max: 3650 * span.day })
    .default(30 * span.day)
    .describe('How long tracking events can be searched; then a whole day of them is deleted.'),
  MAILYARD_TRACKING_MAX_SIZE: byteSize({ min: 64 * 1024 ** 2, max: 1024 ** 5 })
    .default(20 * 1024 ** 3)
    .describe('What tracking events may take on disk; beyond, the oldest day is deleted.'),
  MAILYARD_TRACKING_DELAY: timeSpan({ min: 0, max: span.hour })
    .default(5 * span.minute)
    .describe(
      'While the machine has no more to give, tracking events come into their store after so long at the latest; at other ' +
        'times, and with 00:00:00 always, within seconds.',
    ),
  MAILYARD_LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'])
    .default('info')
    .describe('Least severe lines that the service log shows.'),
});

export interface Settings {
  readonly server: string;
  readonly fqdn: string;
  readonly serverRole: ServerRole;
  readonly redisUrl: string;
  readonly dataDir: string;
  /** Undefined: the directory begins with what setup makes. */
  readonly organizationFile?: string;
  readonly portOffset: number;
  /** How often the launcher has started this process again. */
  readonly restarts: number;
  readonly bindAddress?: string;
  readonly webBindAddress: string;
  readonly webTls: 'auto' | 'on' | 'off';
  readonly webUrl?: string;
  readonly openId?: OpenIdSettings;
  readonly boardRemove: 'with-ndr' | 'without-ndr';
  readonly durability: 'strict' | 'relaxed';
  readonly adminPassword?: string;
  readonly demoPassword?: string;
  readonly kerberosKeytab?: string;
  /** Other processes of the service listen where this one does. */
  readonly sharesPorts?: true;
  readonly trackingDatabase?: string;
  readonly trackingMaxAgeMs: number;
  readonly trackingMaxBytes: number;
  readonly trackingDelayMs: number;
  readonly logLevel: string;
}

/** Token under which DirectoryModule provides the settings. */
export const Settings = Symbol('Settings');

/** An environment that cannot be used; one line a variable. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

/** A variable that is set but empty counts as not set, as compose files leave them. */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = settingsVariables.safeParse(given);
  if (!parsed.success) {
    const problems = problemsOf(parsed.error, given, []);
    // Values are not repeated: one of the variables is a password.
    throw new SettingsError(
      problems.map(({ path, reason }) => `${path[0]}: ${withoutValue(reason)}`).join('\n'),
    );
  }
  const variables = parsed.data;
  return {
    server: variables.MAILYARD_SERVER,
    fqdn: variables.MAILYARD_FQDN,
    serverRole: variables.MAILYARD_SERVER_ROLE,
    redisUrl: variables.MAILYARD_REDIS_URL,
    dataDir: variables.MAILYARD_DATA_DIR,
    portOffset: variables.MAILYARD_PORT_OFFSET,
    restarts: variables.MAILYARD_RESTARTS,
    boardRemove: variables.MAILYARD_BOARD_REMOVE,
    durability: variables.MAILYARD_DURABILITY,
    trackingMaxAgeMs: variables.MAILYARD_TRACKING_MAX_AGE,
    trackingMaxBytes: variables.MAILYARD_TRACKING_MAX_SIZE,
    trackingDelayMs: variables.MAILYARD_TRACKING_DELAY,
    logLevel: variables.MAILYARD_LOG_LEVEL,
    webBindAddress: variables.MAILYARD_WEB_BIND_ADDRESS,
    webTls: variables.MAILYARD_WEB_TLS,
    ...optional('organizationFile', organizationFileOf(variables)),
    ...optional(
      'bindAddress',
      variables.MAILYARD_BIND_ADDRESS === '*' ? undefined : variables.MAILYARD_BIND_ADDRESS,
    ),
    // The launcher tells each process how many there are of its service.
    ...(Number(variables.MAILYARD_PROCESSES) > 1 ? { sharesPorts: true as const } : {}),
    ...optional('webUrl', variables.MAILYARD_WEB_URL),
    ...optionalOpenId(variables),
    ...optional('kerberosKeytab', variables.MAILYARD_KERBEROS_KEYTAB),
    ...optional('adminPassword', variables.MAILYARD_ADMIN_PASSWORD),
    ...optional('trackingDatabase', variables.MAILYARD_TRACKING_DATABASE),
    ...optional('demoPassword', variables.MAILYARD_DEMO_PASSWORD),
  };
}

/** The example is an organization's, and nothing for its perimeter. */
function organizationFileOf({
  MAILYARD_ORGANIZATION: file,
  MAILYARD_SERVER_ROLE: role,
}: z.output<typeof settingsVariables>): string | undefined {
  return file ?? (role === 'Mailbox' ? 'organization.yaml' : undefined);
}

function optionalOpenId(variables: z.output<typeof settingsVariables>): Pick<Settings, 'openId'> {
  const read = readOpenId(variables);
  if (read === 'half') {
    throw new SettingsError('MAILYARD_OPENID_ISSUER, MAILYARD_OPENID_CLIENT_ID: both or neither');
  }
  return read === undefined ? {} : { openId: read };
}

function optional<K extends string>(key: K, value: string | undefined): { readonly [P in K]?: string } {
  return value === undefined ? {} : ({ [key]: value } as { readonly [P in K]: string });
}

function withoutValue(reason: string): string {
  return reason.replace(/ \(got .*$/s, '');
}
