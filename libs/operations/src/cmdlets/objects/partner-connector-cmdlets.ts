import { objectOperations } from '../../objects/object-operations.js';
import { ParameterError } from '../binding/parameter-error.js';
import {
  identityParameter,
  parameter,
  type Cmdlet,
  type CmdletParameter,
  type OutputObject,
} from '../cmdlet.js';
import { limitOf, resultSize } from '../cmdlet-lists.js';
import { allRows, told, type KindCmdlets } from './kind-cmdlet.js';
import { outputObject } from './object-output.js';
import { receiveConnectorCmdlets } from './receive-connector-cmdlets.js';
import { sendConnectorCmdlets } from './send-connector-cmdlets.js';

type Said = Readonly<Record<string, unknown>>;

/** Exchange Online's words for a connector: each is said of a Receive or Send connector in that one's own words. */
interface PartnerConnector {
  readonly noun: 'InboundConnector' | 'OutboundConnector';
  readonly synopsis: string;
  readonly form: KindCmdlets;
  readonly operations: typeof objectOperations.SendConnectors;
  readonly columns: readonly string[];
  readonly parameters: readonly CmdletParameter[];
  readonly needed: readonly string[];
  /** What the connector is told; the parameters that are said. */
  readonly meant: (said: Said) => Said;
  /** Of a new one besides. */
  readonly made: Said;
  readonly isShown: (connector: OutputObject) => boolean;
  readonly shown: (connector: OutputObject) => OutputObject;
}

const partner = parameter(
  'ConnectorType',
  'Another organization; a server of one’s own has a Send or Receive connector.',
  {
    type: 'enum',
    values: ['Partner'],
    default: 'Partner',
  },
);
const comment = parameter('Comment', 'For whoever reads it.');
const enabled = parameter('Enabled', 'Whether it acts.', { type: 'boolean', default: '$true' });
const name = parameter('Name', 'Of the connector.');

const levels = ['EncryptionOnly', 'CertificateValidation', 'DomainValidation'];

const outbound: PartnerConnector = {
  noun: 'OutboundConnector',
  synopsis: 'a Send connector in the words of Exchange Online',
  form: sendConnectorCmdlets,
  operations: objectOperations.SendConnectors,
  columns: ['Name', 'RecipientDomains', 'SmartHosts', 'Enabled'],
  parameters: [
    name,
    parameter('RecipientDomains', 'Domains that it is for: contoso.com, *.contoso.com, *.', {
      multiple: true,
    }),
    parameter('UseMXRecord', '$false: to SmartHosts.', { type: 'boolean', default: '$true' }),
    parameter('SmartHosts', 'Names or addresses of hosts.', { multiple: true }),
    parameter('TlsSettings', 'What of TLS the host must have; $null: TLS where there is some.', {
      type: 'enum',
      values: levels,
    }),
    parameter('TlsDomain', 'Whose certificate it must be, with DomainValidation.'),
    partner,
    parameter('CloudServicesMailEnabled', 'Headers of the organization go along.', {
      type: 'boolean',
      default: '$false',
    }),
    enabled,
    comment,
  ],
  needed: ['Name', 'RecipientDomains'],
  made: { Usage: 'Internet' },
  meant: ({ RecipientDomains, UseMXRecord, TlsSettings, ...said }) => ({
    ...withoutType(said),
    ...(RecipientDomains !== undefined && { AddressSpaces: RecipientDomains }),
    ...(UseMXRecord !== undefined && { DNSRoutingEnabled: UseMXRecord }),
    ...(TlsSettings !== undefined && { TlsAuthLevel: TlsSettings, RequireTLS: TlsSettings !== null }),
  }),
  isShown: () => true,
  shown: ({ AddressSpaces, DNSRoutingEnabled, TlsAuthLevel, ...connector }) => ({
    RecipientDomains: domainsOf(AddressSpaces),
    UseMXRecord: DNSRoutingEnabled,
    TlsSettings: TlsAuthLevel,
    ConnectorType: 'Partner',
    ...connector,
  }),
};

/** `SMTP:*.contoso.com;1` is for `*.contoso.com`. */
function domainsOf(spaces: unknown): readonly string[] {
  return (Array.isArray(spaces) ? spaces : [])
    .map(String)
    .map((space) => space.replace(/^smtp:/i, '').replace(/;\d+$/, ''));
}

const inbound: PartnerConnector = {
  noun: 'InboundConnector',
  synopsis: 'a Receive connector of Front End on port 25 in the words of Exchange Online',
  form: receiveConnectorCmdlets,
  operations: objectOperations.ReceiveConnectors,
  columns: ['Name', 'SenderDomains', 'SenderIPAddresses', 'Enabled'],
  parameters: [
    name,
    parameter('SenderDomains', '*: a Receive connector is for hosts, and not for domains.', {
      multiple: true,
    }),
    parameter('SenderIPAddresses', 'Hosts that it is for: addresses and networks.', { multiple: true }),
    parameter('RequireTls', 'Nothing is taken without TLS.', { type: 'boolean', default: '$true' }),
    partner,
    enabled,
    comment,
  ],
  needed: ['Name', 'SenderIPAddresses'],
  // Partners in Exchange’s sense of a Receive connector would have to be Domain Secure besides.
  made: {
    Usage: 'Internet',
    TransportRole: 'FrontendTransport',
    Bindings: ['0.0.0.0:25', '[::]:25'],
    RequireTLS: true,
  },
  meant({ SenderDomains, SenderIPAddresses, RequireTls, ...said }) {
    const domains = Array.isArray(SenderDomains) ? SenderDomains.map(String) : ['*'];
    const narrow = domains.find((domain) => !/^(?:smtp:)?\*(?:;\d+)?$/i.test(domain));
    if (narrow !== undefined) {
      throw new ParameterError('SenderDomains', `cannot be ${narrow}: a Receive connector is for hosts`, {
        value: narrow,
        cure: 'Say SenderDomains * with SenderIPAddresses; a mail flow rule can ask for the domain (SenderDomainIs).',
      });
    }
    return {
      ...withoutType(said),
      ...(SenderIPAddresses !== undefined && { RemoteIPRanges: SenderIPAddresses }),
      ...(RequireTls !== undefined && { RequireTLS: RequireTls }),
    };
  },
  isShown: ({ TransportRole, Bindings }) =>
    TransportRole === 'FrontendTransport' &&
    Array.isArray(Bindings) &&
    Bindings.some((binding) => String(binding).endsWith(':25')),
  shown: ({ RemoteIPRanges, RequireTLS, ...connector }) => ({
    SenderDomains: ['*'],
    SenderIPAddresses: RemoteIPRanges,
    RequireTls: RequireTLS,
    ConnectorType: 'Partner',
    ...connector,
  }),
};

/** There is one type. */
function withoutType(said: Said): Said {
  return Object.fromEntries(Object.entries(said).filter(([each]) => each !== 'ConnectorType'));
}

const nothing = { typeName: '', columns: [] } as const;

const identityOf = ({ form }: PartnerConnector): CmdletParameter =>
  identityParameter(form.kind === 'SendConnectors' ? 'SendConnector' : 'ReceiveConnector');

const orders = ({ operations }: PartnerConnector) => operations;

const outputOf = ({ noun, columns }: PartnerConnector): Cmdlet['output'] => ({
  typeName: `Microsoft.Exchange.Management.SystemConfigurationTasks.${noun}`,
  columns,
});

function getCmdlet(connector: PartnerConnector): Cmdlet {
  const { noun, synopsis, form } = connector;
  return {
    name: `Get-${noun}`,
    synopsis: `Shows ${synopsis}.`,
    parameters: [identityOf(connector), resultSize],
    output: outputOf(connector),
    confirms: false,
    changes: false,
    examples: [],
    async run({ parameters: { Identity, ResultSize }, order }) {
      const rows = await allRows(order, orders(connector).Get, { identity: Identity ?? undefined });
      const objects = rows
        .map((row) => outputObject(form.kind, row, { form: form.output }))
        .filter(connector.isShown);
      return { output: objects.slice(0, limitOf(ResultSize)).map(connector.shown) };
    },
  };
}

function newCmdlet(connector: PartnerConnector): Cmdlet {
  const { noun, synopsis, form, parameters, needed, meant, made, shown } = connector;
  return {
    name: `New-${noun}`,
    synopsis: `Makes ${synopsis}.`,
    parameters: parameters.map((each) => ({
      ...each,
      mandatory: needed.includes(each.name),
      ...(each.name === 'Name' && { position: 1 }),
    })),
    output: outputOf(connector),
    confirms: false,
    changes: true,
    examples: [],
    async run({ parameters: said, whatIf, force, order }) {
      const how = { validateOnly: whatIf, force: force || whatIf };
      const outcome = await order(orders(connector).New, { parameters: { ...made, ...meant(said) }, ...how });
      const object = shown(outputObject(form.kind, outcome.object, { form: form.output }));
      return { ...told(outcome, whatIf), output: whatIf ? [] : [object] };
    },
  };
}

function setCmdlet(connector: PartnerConnector): Cmdlet {
  const { noun, synopsis, parameters, meant } = connector;
  return {
    name: `Set-${noun}`,
    synopsis: `Changes ${synopsis}; only what is named changes.`,
    parameters: [{ ...identityOf(connector), mandatory: true }, ...parameters],
    output: nothing,
    confirms: false,
    changes: true,
    examples: [],
    async run({ parameters: { Identity, ...said }, whatIf, force, order }) {
      const how = { validateOnly: whatIf, force: force || whatIf };
      const input = { identity: Identity, parameters: meant(said), ...how };
      return told(await order(orders(connector).Set, input), whatIf);
    },
  };
}

function removeCmdlet(connector: PartnerConnector): Cmdlet {
  const { noun, synopsis } = connector;
  return {
    name: `Remove-${noun}`,
    synopsis: `Removes ${synopsis}.`,
    parameters: [{ ...identityOf(connector), mandatory: true }],
    output: nothing,
    confirms: true,
    changes: true,
    examples: [],
    async run({ parameters: { Identity }, whatIf, force, order }) {
      const how = { validateOnly: whatIf, force: force || whatIf };
      return told(await order(orders(connector).Remove, { identity: Identity, ...how }), whatIf);
    },
  };
}

export const partnerConnectorCmdlets: readonly Cmdlet[] = [inbound, outbound].flatMap((connector) =>
  [getCmdlet, newCmdlet, setCmdlet, removeCmdlet].map((cmdletOf) => cmdletOf(connector)),
);
