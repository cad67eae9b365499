import { objectOperations } from '../../objects/object-operations.js';
import {
  identityParameter,
  parameter,
  type Cmdlet,
  type CmdletParameter,
  type OutputObject,
} from '../cmdlet.js';
import { limitOf, resultSize } from '../cmdlet-lists.js';
import { ParameterError } from '../binding/parameter-error.js';
import { allRows } from './get-cmdlet.js';
import { told } from './kind-cmdlet.js';
import { outputObject } from './object-output.js';
import { sendConnectorCmdlets } from './send-connector-cmdlets.js';

type Said = Readonly<Record<string, unknown>>;

/** Which Send connector that is. */
const usageOf = { Partner: 'Internet', OnPremises: 'Internal' } as const;
const mode = { type: 'enum', values: ['Opportunistic', 'None'] } as const;

/** Exchange Online's words for a Send connector. */
const parameters: readonly CmdletParameter[] = [
  parameter('Name', 'Of the connector.'),
  parameter('RecipientDomains', 'Domains that it is for: contoso.com, *.contoso.com, *.', {
    multiple: true,
  }),
  parameter('UseMXRecord', '$false: to SmartHosts.', { type: 'boolean', default: '$true' }),
  parameter('SmartHosts', 'Names or addresses of hosts.', { multiple: true }),
  parameter('TlsSettings', 'What of TLS the host must have; $null: TLS where there is some.', {
    type: 'enum',
    values: ['EncryptionOnly', 'CertificateValidation', 'DomainValidation'],
  }),
  parameter('TlsDomain', 'Whose certificate it must be, with DomainValidation.'),
  parameter('MtaStsMode', 'Whether policies of domains are kept to (RFC 8461).', mode),
  parameter('SmtpDaneMode', 'Whether TLSA records of hosts are kept to (RFC 7672).', mode),
  parameter('CloudServicesMailEnabled', 'Headers of the organization go along.', {
    type: 'boolean',
    default: '$false',
  }),
  parameter(
    'IsTransportRuleScoped',
    'Mail takes it by a mail flow rule alone (RouteMessageOutboundConnector).',
    {
      type: 'boolean',
      default: '$false',
    },
  ),
  parameter('Enabled', 'Whether it acts.', { type: 'boolean', default: '$true' }),
  parameter('Comment', 'For whoever reads it.'),
];

const connectorType = parameter(
  'ConnectorType',
  'Whose servers they are; OnPremises: one’s own, for messages of any size.',
  { type: 'enum', values: Object.keys(usageOf), default: 'Partner' },
);

/** Without its domains a connector is for whatever rules route by it. */
function checkSaid({ RecipientDomains, IsTransportRuleScoped }: Said): void {
  if ((RecipientDomains ?? null) !== null || IsTransportRuleScoped === true) return;
  throw new ParameterError('RecipientDomains', 'New-OutboundConnector needs it', {
    cure: 'Or IsTransportRuleScoped $true.',
  });
}

/** What the Send connector is told. */
function meant({ RecipientDomains, UseMXRecord, TlsSettings, ...more }: Said): Said {
  const { MtaStsMode, SmtpDaneMode, ...said } = more;
  return {
    ...said,
    ...(RecipientDomains !== undefined && { AddressSpaces: RecipientDomains }),
    ...(UseMXRecord !== undefined && { DNSRoutingEnabled: UseMXRecord }),
    ...(MtaStsMode !== undefined && { MtaStsEnabled: MtaStsMode !== 'None' }),
    ...(SmtpDaneMode !== undefined && { DaneEnabled: SmtpDaneMode !== 'None' }),
    ...(TlsSettings !== undefined && { TlsAuthLevel: TlsSettings, RequireTLS: TlsSettings !== null }),
  };
}

function shown(row: OutputObject): OutputObject {
  const object = outputObject('SendConnectors', row, { form: sendConnectorCmdlets.output });
  const { AddressSpaces, DNSRoutingEnabled, TlsAuthLevel, ...connector } = object;
  return {
    RecipientDomains: domainsOf(AddressSpaces),
    UseMXRecord: DNSRoutingEnabled,
    TlsSettings: TlsAuthLevel,
    ...connector,
    ConnectorType: row['Usage'] === usageOf.OnPremises ? 'OnPremises' : 'Partner',
    MtaStsMode: modeOf(row['MtaStsEnabled']),
    SmtpDaneMode: modeOf(row['DaneEnabled']),
  };
}

/** `SMTP:*.contoso.com;1` is for `*.contoso.com`. */
function domainsOf(spaces: unknown): readonly string[] {
  return (Array.isArray(spaces) ? spaces : [])
    .map(String)
    .map((space) => space.replace(/^smtp:/i, '').replace(/;\d+$/, ''));
}

function modeOf(isOn: unknown): 'Opportunistic' | 'None' {
  return isOn === true ? 'Opportunistic' : 'None';
}

const nothing = { typeName: '', columns: [] } as const;
const output = {
  typeName: 'Microsoft.Exchange.Management.SystemConfigurationTasks.OutboundConnector',
  columns: ['Name', 'RecipientDomains', 'SmartHosts', 'Enabled'],
};
const identity = identityParameter('SendConnector');
const words = 'a Send connector in the words of Exchange Online';
const { Get, New, Set: change, Remove } = objectOperations.SendConnectors;

export const outboundConnectorCmdlets: readonly Cmdlet[] = [
  {
    name: 'Get-OutboundConnector',
    synopsis: `Shows ${words}.`,
    parameters: [
      identity,
      parameter(
        'IsTransportRuleScoped',
        '$true: those that mail takes by mail flow rules alone; else they are shown by name only.',
        {
          type: 'boolean',
          default: '$false',
        },
      ),
      resultSize,
    ],
    output,
    confirms: false,
    changes: false,
    examples: [],
    async run({ parameters: { Identity, IsTransportRuleScoped, ResultSize }, order }) {
      const all = await allRows(order, Get, { identity: Identity ?? undefined });
      const isNamed = (Identity ?? null) !== null;
      const rows = all.filter(
        (row) => isNamed || row['IsTransportRuleScoped'] === (IsTransportRuleScoped === true),
      );
      return { output: rows.slice(0, limitOf(ResultSize)).map(shown) };
    },
  },
  {
    name: 'New-OutboundConnector',
    synopsis: `Makes ${words}.`,
    parameters: [...parameters, connectorType].map((each) => ({
      ...each,
      mandatory: each.name === 'Name',
      ...(each.name === 'Name' && { position: 1 }),
    })),
    output,
    confirms: false,
    changes: true,
    examples: [],
    async run({ parameters: { ConnectorType, ...said }, whatIf, force, order }) {
      checkSaid(said);
      const Usage = usageOf[ConnectorType === 'OnPremises' ? 'OnPremises' : 'Partner'];
      const input = { parameters: { Usage, ...meant({ RecipientDomains: ['*'], ...said }) } };
      const outcome = await order(New, { ...input, validateOnly: whatIf, force: force || whatIf });
      return { ...told(outcome, whatIf), output: whatIf ? [] : [shown(outcome.object)] };
    },
  },
  {
    name: 'Set-OutboundConnector',
    synopsis: `Changes ${words}; only what is named changes.`,
    parameters: [{ ...identity, mandatory: true }, ...parameters],
    output: nothing,
    confirms: false,
    changes: true,
    examples: [],
    async run({ parameters: { Identity, ...said }, whatIf, force, order }) {
      const input = { identity: Identity, parameters: meant(said) };
      return told(await order(change, { ...input, validateOnly: whatIf, force: force || whatIf }), whatIf);
    },
  },
  {
    name: 'Remove-OutboundConnector',
    synopsis: `Removes ${words}.`,
    parameters: [{ ...identity, mandatory: true }],
    output: nothing,
    confirms: true,
    changes: true,
    examples: [],
    async run({ parameters: { Identity }, whatIf, force, order }) {
      const how = { validateOnly: whatIf, force: force || whatIf };
      return told(await order(Remove, { identity: Identity, ...how }), whatIf);
    },
  },
];
