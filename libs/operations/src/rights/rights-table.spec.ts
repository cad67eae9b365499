import { builtInRoleGroups, type ManagementRole } from '@mailyard/directory';

import { cmdlets } from '../cmdlets/all-cmdlets.js';
import type { Order } from '../cmdlets/cmdlet.js';
import { operations } from '../index.js';
import { showMessage } from '../messages/reading/show-message.js';
import { OperationRightError, rightsFor, type Operation } from '../operation.js';
import { Operations } from '../operations.js';
import type { OpenContext } from '../redis/redis-context.js';
import { requireRight } from './required-right.js';
import { ownAccount, type Right } from './right.js';

const short = {
  O: 'Organization Management',
  S: 'Server Management',
  H: 'Hygiene Management',
  R: 'Recipient Management',
  C: 'Records Management',
  V: 'View-Only Organization Management',
} as const;
type Groups = readonly (keyof typeof short)[];

const everybody: Groups = ['O', 'S', 'H', 'R', 'C', 'V'];
const configurationReaders: Groups = ['O', 'S', 'H', 'C', 'V'];

/** Who may look and who may change, by what it is about: nouns of operations. */
const table: readonly { readonly nouns: string; readonly read: Groups; readonly change: Groups }[] = [
  {
    nouns:
      'SendConnector SendConnectorActivity ForeignConnector AcceptedDomain RemoteDomain TransportConfig SystemMessage Organization ' +
      'SecretKeys TransportAgent TransportPipeline RoleGroup ManagementRole ManagementRoleAssignment ManagementScope ' +
      'ClientSettings Connection Route MessageRoute ProtocolLog ServiceLog Refusal RoleGroupMember Administrator AdministratorPassword SecondFactor DirectorySource DirectorySynchronization ExchangeConfiguration ExchangeExport ' +
      'OrganizationHistory OrganizationRevision OutboundConnector OriginalSystemMessage OrganizationConfig ' +
      'EdgeSubscription EdgeSynchronization EdgeSyncServiceConfig EdgeBundle EdgeConfig EdgeConfigAnswer ' +
      'ConnectorLogging SendConnectorLogging',
    read: configurationReaders,
    change: ['O'],
  },
  {
    nouns:
      'ReceiveConnector ReceiveConnectorActivity ReceiveConnectorLogging RelayDevice InboundConnector ADPermission ExchangeServer ' +
      'TransportService FrontendTransportService MailboxTransportService SendToken',
    read: configurationReaders,
    change: ['O', 'S', 'H'],
  },
  {
    nouns:
      'DeliveryAgentConnector MailboxDatabase ExchangeCertificate Query Queue QueueDigest QueueRow Message MessageOperation MessageSearchGroup ' +
      'MessageSearchRow ResubmitRequest ServerComponentState SmtpConnectivity Mailflow ExchangeDiagnosticInfo ' +
      'TransportMark ServiceActivity HealthReport NeedsAttention Notification RedisHealth ServerHealth ServiceMetrics ' +
      'ResourceSeries Service TransportSeries TransportStatistics',
    read: configurationReaders,
    change: ['O', 'S'],
  },
  {
    nouns:
      'Mailbox MailboxStatistics MailUser MailContact DistributionGroup DistributionGroupMember DynamicDistributionGroup DynamicDistributionGroupMember ' +
      'Credential SmtpCredential Password User Recipient',
    read: everybody,
    change: ['O', 'R'],
  },
  {
    nouns: 'TransportRule TransportRuleHit TransportRulePredicate TransportRuleAction JournalRule',
    read: configurationReaders,
    change: ['O', 'C'],
  },
  { nouns: 'MessageTrackingLog MessageTrackingReport RelayClient TopTalker', read: everybody, change: ['O'] },
  { nouns: 'AdminAuditLog', read: ['O', 'C', 'V'], change: [] },
];

/** Of these everybody who has signed in has their own; and what is a word of the API alone is no secret. */
const ofOwnAccount = /-(?:My\w+|AdministratorSession|ApiToken|Command|FormDeclaration)$/;

const readingVerbs = new Set(['Get', 'Search', 'Show', 'Explain', 'Plan', 'Compare', 'Wait']);
/** Looks at content, or is only copied out, whatever its verb says. */
const exceptions: Readonly<Record<string, Groups>> = {
  'Export-Message': ['O', 'S'],
  'Get-MessageHeader': ['O', 'S'],
  'Find-Object': everybody,
  'Find-Recipient': everybody,
  'Export-Organization': configurationReaders,
  'Test-ReceiveConnector': configurationReaders,
  'Test-ServiceHealth': configurationReaders,
  'Export-EdgeMailFlow': configurationReaders,
  'Test-EdgeMailFlow': configurationReaders,
  'Test-EdgeSynchronization': configurationReaders,
  'Test-Message': configurationReaders,
  'Test-MessageRoute': configurationReaders,
};

function allowed({ name }: Pick<Operation, 'name'>): Groups | undefined {
  const [verb = '', noun = ''] = name.split('-');
  const row = table.find(({ nouns }) => nouns.split(' ').includes(noun));
  return exceptions[name] ?? (readingVerbs.has(verb) ? row?.read : row?.change);
}

const members = Object.entries(short).map(([letter, name]) => {
  const roles: readonly ManagementRole[] = builtInRoleGroups.find(({ Name }) => Name === name)?.Roles ?? [];
  return { letter, caller: { name, client: 'h', rights: new Set<Right>(roles) } };
});

/** Letters, in the order of the table. */
function whoMay(operation: Operation): string {
  const may = members.filter(({ caller }) => {
    try {
      requireRight(operation.name, rightsFor(operation), caller);
      return true;
    } catch (error) {
      if (!(error instanceof OperationRightError)) throw error;
      return false;
    }
  });
  return may.map(({ letter }) => letter).join('');
}

// Nothing else of it is ever reached by those who may not.
const unreachable = {
  directory: { organization: { edge: undefined } },
  audit: { write: () => Promise.resolve() },
} as unknown as OpenContext;

describe('every operation by every role group (“Mail flow permissions”)', () => {
  it('what is about the own account is for everybody who has signed in, by no role group', () => {
    const own = operations.filter(({ right }) => right === ownAccount).map(({ name }) => name);
    expect(own.filter((name) => !ofOwnAccount.test(name))).toEqual([]);
  });

  const others = operations.filter(({ right }) => right !== ownAccount);
  it.each(others.map((each) => [each.name, each] as const))('%s', async (name, operation) => {
    expect([name, whoMay(operation)]).toEqual([name, allowed(operation)?.join('')]);
    const refused = members.filter(
      ({ letter }) => !allowed(operation)?.includes(letter as keyof typeof short),
    );
    for (const { caller } of refused) {
      const order = new Operations(unreachable).run(operation, {}, caller);
      // eslint-disable-next-line no-await-in-loop
      await expect(order).rejects.toBeInstanceOf(OperationRightError);
    }
  });
});

/** What management scopes divide a change by, by the noun that it is about; all others change objects alone. */
const divided: Readonly<Record<NonNullable<Divided>, string>> = {
  server:
    'ExchangeCertificate Queue Message MessageOperation ResubmitRequest MessageTrackingLog Mailflow ServerComponentState',
  configuration: 'TransportAgent RelayClient',
  organization:
    'SecretKeys DirectorySource DirectorySynchronization Administrator AdministratorPassword SecondFactor RoleGroupMember ' +
    'EdgeSubscription EdgeSynchronization EdgeBundle EdgeConfig SendToken',
};
type Divided = 'server' | 'configuration' | 'organization' | undefined;

/** Objects of that noun are objects of the directory, whatever else is done with it. */
const ofDirectory = new Set(['New-DirectorySource', 'Set-DirectorySource']);

describe('every change, by what management scopes divide it by', () => {
  const changing = operations.filter(({ audit, right }) => audit && right !== ownAccount);
  it.each(changing.map((each) => [each.name, each] as const))('%s', (name, { changes = 'organization' }) => {
    const [, noun = ''] = name.split('-');
    const rows = Object.entries(divided).filter(([, nouns]) => nouns.split(' ').includes(noun));
    const [row = 'objects'] = ofDirectory.has(name) ? [] : rows.map(([by]) => by);
    expect([name, typeof changes === 'object' ? 'server' : changes]).toEqual([name, row]);
  });
});

describe('every cmdlet', () => {
  class Ordered extends Error {
    constructor(readonly operation: Operation) {
      super(operation.name);
    }
  }
  // Enough for all to order something.
  const parameters = {
    Name: 'x',
    Identity: '1',
    Custom: true,
    RemoteIPRanges: '192.0.2.1',
    RecipientDomains: ['contoso.com'],
    FileData: 'eA==',
  };
  // What it does with a message is asked of each of its copies, which have to be known first.
  const copies = [{ number: '0', queue: 'DB01', internalId: '1' }];
  const stop: Order = (operation) =>
    operation.name === showMessage.name
      ? (Promise.resolve(copies) as Promise<never>)
      : Promise.reject(new Ordered(operation as unknown as Operation));

  const ofRoleGroups = cmdlets.filter(({ name }) => !ofOwnAccount.test(name));
  it.each(ofRoleGroups.map((each) => [each.name, each] as const))(
    '%s is for those for whom its name is',
    async (name, cmdlet) => {
      const call = { parameters, whatIf: false, force: true, declined: false, order: stop };
      const ordered: unknown = await Promise.resolve()
        .then(() => cmdlet.run(call))
        .catch((error: unknown) => error);
      expect(ordered).toBeInstanceOf(Ordered);
      const { operation } = ordered as Ordered;
      expect(operations).toContain(operation);
      expect([name, whoMay(operation)]).toEqual([name, allowed(cmdlet)?.join('')]);
    },
  );
});
