import type { CertificateStore } from '@mailyard/certificates';
import type { Directory } from '@mailyard/directory';
import type { DirectorySynchronizer } from '@mailyard/ldap';
import type { MailboxId, MailboxSize } from '@mailyard/mailbox-store';
import type {
  MessageCatalog,
  MessageSearches,
  QueueCatalog,
  QueueDatabase,
  QueueFilter,
  QueueSummary,
} from '@mailyard/queue';
import type {
  AuditLog,
  ComponentStates,
  RedisHealth,
  RedisMemory,
  SecretKeys,
  ServiceRegistry,
} from '@mailyard/service';
import type { Administrators, AdministratorSessions, ApiTokens, LastSignIns } from '@mailyard/sign-in';
import type { ThreadedStore } from '@mailyard/tracking-store';
import type { MessageTracking } from '@mailyard/tracking';

import type { PersonalSettings } from './personal/redis-personal-settings.js';
import type { RelayClientOwners } from './tracking/redis-relay-client-owners.js';
import type { PresentedCertificate } from './attention/needs-attention.js';
import type { Notifications } from './attention/redis-notifications.js';
import type { ProtocolLogs } from './protocol-log/file-protocol-logs.js';
import type { LoggingProcess } from './service-log/file-service-logs.js';
import type { ServiceLine } from './service-log/service-line.js';
import type { LoggingPeriods } from './protocol-log/periods/redis-logging-periods.js';
import type { EdgeContext } from './edge/edge-context.js';
import type { ListedQueues } from './queues/listed-queues.js';
import type { ServiceActivity } from './health/service-activity.js';
import type { RecentSeries } from './series/recent-series.js';
import type { SeriesStore } from './series/redis-series-store.js';
import type { Watch } from './watch.js';

/** What operations work on. No client sees it. */
export interface OperationContext {
  readonly directory: Directory;
  readonly registry: ServiceRegistry;
  readonly componentStates: ComponentStates;
  /** The server whose queues are meant, as the directory spells it. */
  readonly server: { readonly name: string; readonly fqdn: string; readonly portOffset: number };
  /** What secrets are sealed with, in the data directory of whoever orders. */
  readonly secretKeys: SecretKeys;
  /** The certificates of the server, in the same data directory. Loaded when they are first needed. */
  readonly certificates: () => Promise<CertificateStore>;
  /** Brings what directories have by LDAP. */
  readonly synchronizer: DirectorySynchronizer;
  /** Between an organization and its Edge servers. */
  /** Loaded when it is first asked for: few orders are about Edge servers. */
  readonly edge: () => Promise<EdgeContext>;
  /** Whether there is mail where a mailbox of that name would have its own. */
  readonly hasStoredMail: (mailbox: MailboxId) => Promise<boolean>;
  /** As the Mailbox Delivery of a server says; `unknown`: why it does not. */
  readonly mailboxSize: (
    server: string,
    mailbox: MailboxId,
  ) => Promise<MailboxSize | { readonly unknown: string }>;
  readonly lastSignIns: { readonly mail: LastSignIns; readonly administration: LastSignIns };
  readonly queues: QueueCatalog;
  /** All of them, for those who look again and again. */
  readonly listedQueues: ListedQueues;
  /** The queues of a server of the organization that pass the filter. */
  readonly queuesOf: (server: string, filter: QueueFilter) => Promise<readonly QueueSummary[]>;
  readonly messages: MessageCatalog;
  /** In the memory of this process. */
  readonly searches: MessageSearches;
  /** For what changes messages. Opened when it is first needed. */
  readonly database: () => Promise<QueueDatabase>;
  /** The content of a message that is in a file of its hubs. Where their volume is not to be had, reading fails. */
  readonly contentFile: (id: string) => AsyncIterable<Buffer>;
  readonly redis: {
    /** Why Redis does not take what is written into it. */
    refusal(): Promise<string | undefined>;
    memory(): Promise<RedisMemory>;
    health(): Promise<RedisHealth>;
  };
  readonly audit: AuditLog;
  /** Absent: nobody hears of anything before the answer. */
  readonly watch?: Watch;
  readonly administrators: Administrators;
  readonly sessions: AdministratorSessions;
  readonly tokens: ApiTokens;
  readonly series: SeriesStore;
  /** Of the services of the server, as far as this process has their files. */
  readonly protocolLogs: ProtocolLogs;
  /** What a process of this machine has written into its service log. */
  readonly lastLogLines: (process: LoggingProcess, limit: number) => Promise<readonly ServiceLine[]>;
  /** The last hour of the same, in the memory of this process. */
  readonly recentSeries: RecentSeries;
  /** What processes had counted when they were looked at. */
  readonly activity: ServiceActivity;
  readonly notifications: Notifications;
  /** Of the server, as they were a minute ago at most. */
  readonly presentedCertificates: () => Promise<readonly PresentedCertificate[]>;
  /** Connectors whose sessions are logged for a while. */
  readonly loggingPeriods: LoggingPeriods;
  /** What administrators keep for their pages. */
  readonly personal: PersonalSettings;
  readonly relayClientOwners: RelayClientOwners;
  /** Events of messages. Opened when it is first needed, in a thread of its own. */
  readonly tracking: ThreadedStore;
  /** When the oldest event happened that is not there yet; undefined: none waits. */
  readonly trackingWaitsSince: () => Promise<number | undefined>;
  /** For what an order does to messages. */
  readonly orderTracking: MessageTracking;
}
