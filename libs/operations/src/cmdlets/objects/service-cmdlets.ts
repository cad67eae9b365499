import { lazily } from '../../lazily.js';
import { objectOperations } from '../../objects/object-operations.js';
import {
  identityParameter,
  type Cmdlet,
  type CmdletCall,
  type CmdletOutcome,
  type CmdletParameter,
  type OutputObject,
} from '../cmdlet.js';
import { told } from './kind-cmdlet.js';
import { kindParameters } from './kind-parameters.js';
import { outputObject, type OutputForm } from './object-output.js';

/** Parameters that Exchange has at each server, and that hold for the whole organization here. */
export const organizationWide: readonly string[] = [
  'TransientFailureRetryCount',
  'TransientFailureRetryInterval',
  'OutboundConnectionFailureRetryInterval',
  'MessageRetryInterval',
  'MessageExpirationTimeout',
  'DelayNotificationTimeout',
  'QueueMaxIdleTime',
  'PoisonThreshold',
  'MaxConcurrentMailboxDeliveries',
  'IntraOrgConnectorSmtpMaxMessagesPerConnection',
];

/** At Exchange `$null` turns them off; elsewhere it is the default again. */
const offByNull: readonly string[] = ['PickupDirectoryPath', 'ReplayDirectoryPath'];

/** A transport service of a server: in Exchange an object of its own, here a part of the server’s. */
interface Service {
  readonly noun: string;
  /** What its parameters begin with in the server’s object: `FrontendReceiveProtocolLogPath`. */
  readonly prefix: string;
  /** Parameters without a prefix that it has. */
  readonly shared: (name: string) => boolean;
  readonly organizationWide: readonly string[];
  readonly columns: readonly string[];
}

const prefixes = ['Frontend', 'Mailbox'];
const isOfOthers = (name: string): boolean => prefixes.some((prefix) => name.startsWith(prefix));
const bothHave = ['Name', 'MaxConnectionRatePerMinute', 'InternalDNSServers', 'ExternalDNSServers'];

const services: readonly Service[] = [
  {
    noun: 'TransportService',
    prefix: '',
    // What role a server has is Get-ExchangeServer's to tell.
    shared: (name) => !isOfOthers(name) && name !== 'ServerRole',
    organizationWide,
    columns: ['Name', 'MessageTrackingLogEnabled', 'Fqdn'],
  },
  {
    noun: 'FrontendTransportService',
    prefix: 'Frontend',
    shared: (name) => [...bothHave, 'ProxyProtocolTrustedPeers', 'XClientTrustedPeers'].includes(name),
    organizationWide: [],
    columns: ['Name', 'ConnectivityLogEnabled', 'IntraOrgConnectorProtocolLoggingLevel'],
  },
  {
    noun: 'MailboxTransportService',
    prefix: 'Mailbox',
    shared: (name) => name === 'Name',
    organizationWide: ['MaxConcurrentMailboxDeliveries'],
    columns: ['Name'],
  },
];

/** The parameter of the server’s object by the name that the service has for it. */
function namesOf({ prefix, shared }: Service): ReadonlyMap<string, CmdletParameter> {
  const own = kindParameters('Servers').flatMap((each): [string, CmdletParameter][] => {
    if (shared(each.name)) return [[each.name, each]];
    const isOwn = prefix !== '' && each.name.startsWith(prefix);
    return isOwn ? [[each.name.slice(prefix.length), each]] : [];
  });
  return new Map(own);
}

const form: OutputForm = { container: () => ['Servers', 'Exchange Administrative Group'] };
const settingsForm: OutputForm = { container: () => ['Transport Settings'] };

function getCmdlet(service: Service): Cmdlet {
  const { noun, columns } = service;
  const names = lazily(() => namesOf(service));
  return {
    name: `Get-${noun}`,
    synopsis: `Shows the settings of the ${noun} of servers.`,
    parameters: [identityParameter('TransportService')],
    output: { typeName: `Microsoft.Exchange.Data.Directory.Management.${noun}`, columns },
    confirms: false,
    changes: false,
    examples: [
      { command: `Get-${noun} | Format-List *Log*`, description: 'Where its logs are, and how large.' },
    ],
    async run({ parameters: { Identity }, order }): Promise<CmdletOutcome> {
      const { rows } = await order(objectOperations.Servers.Get, { identity: Identity ?? undefined });
      const settings = await order(objectOperations.TransportSettings.Get, {});
      const [wide = {}] = settings.rows.map((row) =>
        outputObject('TransportSettings', row, { form: settingsForm }),
      );
      return { output: rows.map((row) => serviceObject(service, { names: names(), row, wide })) };
    },
  };
}

function serviceObject(
  { organizationWide: shared }: Service,
  {
    names,
    row,
    wide,
  }: {
    readonly names: ReadonlyMap<string, CmdletParameter>;
    readonly row: OutputObject;
    readonly wide: OutputObject;
  },
): OutputObject {
  const server = outputObject('Servers', row, { form });
  const own = [...names].map(([name, { name: kept }]) => [name, server[kept] ?? null] as const);
  const others = shared.map((name) => [name, wide[name] ?? null] as const);
  const { Name, DistinguishedName, Identity, Guid, Id, IsValid, ObjectState } = server;
  return {
    ...Object.fromEntries([...own, ...others].toSorted(([one], [other]) => one.localeCompare(other))),
    Name,
    DistinguishedName,
    Identity,
    Guid,
    Id,
    IsValid,
    ObjectState,
  };
}

function setCmdlet(service: Service): Cmdlet {
  const { noun, organizationWide: wide } = service;
  const names = lazily(() => namesOf(service));
  const parameters = lazily(() => [
    identityParameter('TransportService', { mandatory: true }),
    ...Array.from(names(), ([name, each]) => ({ ...each, name })).filter(({ name }) => name !== 'Name'),
    ...kindParameters('TransportSettings').filter(({ name }) => wide.includes(name)),
  ]);
  return {
    name: `Set-${noun}`,
    synopsis: `Changes the settings of the ${noun} of a server; only what is named changes.`,
    get parameters() {
      return parameters();
    },
    output: { typeName: '', columns: [] },
    confirms: false,
    changes: true,
    examples: [],
    wording: {
      operation: objectOperations.Servers.Set.name,
      calls: ({ identity, parameters: said = {} }) =>
        ownOf(service, { identity, said: said as OutputObject }),
    },
    async run({ parameters: { Identity, ...said }, ...call }: CmdletCall): Promise<CmdletOutcome> {
      const ofServer = entriesOf(said, (name) => (wide.includes(name) ? undefined : names().get(name)?.name));
      const ofOrganization = entriesOf(said, (name) => (wide.includes(name) ? name : undefined));
      const order = { identity: Identity, parameters: ofServer, ...howOf(call) };
      // Also where nothing is said of the server: it has to be one.
      const server = told(await call.order(objectOperations.Servers.Set, order), call.whatIf);
      const wideNames = Object.keys(ofOrganization);
      if (wideNames.length === 0) return server;
      const input = { parameters: ofOrganization, ...howOf(call) };
      const all = told(await call.order(objectOperations.TransportSettings.Set, input), call.whatIf);
      const { rows } = await call.order(objectOperations.Servers.Get, {});
      return {
        verbose: [...(server.verbose ?? []), ...(all.verbose ?? [])],
        warnings: [
          ...(Object.keys(ofServer).length > 0 ? (server.warnings ?? []) : []),
          ...(all.warnings ?? []),
          // An Edge is all servers that there are.
          ...(rows[0]?.['ServerRole'] === 'Edge'
            ? []
            : [`${wideNames.join(', ')}: holds for all servers of the organization`]),
        ],
      };
    },
  };
}

/** What is the service’s own of what is said of a server; what several have is said once, of the first. */
function ownOf(
  service: Service,
  { identity, said }: { readonly identity: unknown; readonly said: OutputObject },
): readonly OutputObject[] {
  const [first] = services;
  const own = Array.from(namesOf(service), ([name, { name: kept }]) => [name, kept] as const).filter(
    ([name, kept]) => Object.hasOwn(said, kept) && (service === first || kept !== name),
  );
  if (own.length === 0) return [];
  return [{ Identity: identity, ...Object.fromEntries(own.map(([name, kept]) => [name, said[kept]])) }];
}

function howOf({ whatIf, force }: Pick<CmdletCall, 'whatIf' | 'force'>) {
  return { validateOnly: whatIf, force: force || whatIf };
}

function entriesOf(
  said: OutputObject,
  nameOf: (name: string) => string | undefined,
): Readonly<Record<string, unknown>> {
  const named = Object.entries(said).flatMap(([name, value]) => {
    const kept = nameOf(name);
    if (kept === undefined) return [];
    return [[kept, value === null && offByNull.includes(kept) ? '' : value] as const];
  });
  return Object.fromEntries(named);
}

export const serviceCmdlets: readonly Cmdlet[] = services.flatMap((service) => [
  getCmdlet(service),
  setCmdlet(service),
]);
