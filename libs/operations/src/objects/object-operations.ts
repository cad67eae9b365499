import { kinds, objectKinds, type ObjectKind } from '@mailyard/directory';
import { z } from 'zod';

import { newMailbox } from '../mailboxes/new-mailbox.js';
import { setMailbox } from '../mailboxes/set-mailbox.js';
import { removeMailbox } from '../mailboxes/remove-mailbox.js';
import type { Caller } from '../caller.js';
import type { OperationContext } from '../context.js';
import { operation, type Operation } from '../operation.js';
import type { Right } from '../rights/right.js';
import { guarded } from './guarded.js';
import { objectsNamed, serverNamed } from './identity/object-identity.js';
import { objectAccess } from './object-access.js';
import {
  changedObject,
  changeObject,
  changeOptions,
  objectOptions,
  plannedNew,
  plannedRemoval,
  plannedSet,
} from './object-change.js';
import { requireManagers, requireNoMembers } from '../roles/role-group-members.js';
import { saidParameters } from './object-parameters.js';
import { objectTag } from './object-tag.js';
import { allInOrder, inOrder, ofServer } from './objects-in-order.js';
import { timedViews } from './object-view.js';
import { groupsOfLogin, requireServerRight } from './server-logins.js';

const identity = z
  .string()
  .max(1024)
  .describe(String.raw`Name, Server\Name, Guid or distinguished name.`);

const listedOutput = z
  .object({
    revision: z.int().describe('Of the organization.'),
    total: z.int(),
    rows: z.array(z.record(z.string(), z.unknown()).readonly()).readonly(),
    tag: z.string().optional().describe('Of the object, where one alone is meant: for ifTag.'),
  })
  .readonly();

/** Get- of a kind; an identity that means nobody is an error, and never everybody. */
function readOperation(kind: ObjectKind) {
  const { noun } = kinds[kind];
  return operation({
    name: `Get-${noun}` as string,
    summary: `Lists objects of the kind ${noun}, ${kinds[kind].ordered === undefined ? 'by their names' : 'in their order'}.`,
    input: z.object({
      identity: identity.optional().describe('Also with *; nothing or an empty text: all.'),
      server: z.string().optional().describe('Those of this server alone.'),
      offset: z.int().min(0).default(0),
      limit: z.int().min(1).max(10_000).default(1000),
    }),
    output: listedOutput,
    right: objectAccess[kind].read,
    alsoBy: changersOf(kind),
    audit: false,
    async run({ identity: named, server, offset, limit }, { directory }) {
      const { organization } = directory;
      const isAll = named === undefined || named.trim() === '';
      const found = isAll
        ? allInOrder(kind, organization)
        : inOrder(kind, objectsNamed(kind, named, organization));
      const wanted =
        server === undefined ? found : ofServer(found, serverNamed(server, organization), organization);
      const rows = await timedViews(kind, wanted.slice(offset, offset + limit), directory);
      const [only, ...others] = wanted;
      const tag = only === undefined || others.length > 0 ? undefined : objectTag(only);
      return { revision: organization.revision, total: wanted.length, rows, tag };
    },
  });
}

function changersOf(kind: ObjectKind): readonly Right[] {
  const { change, alsoBy } = objectAccess[kind];
  return alsoBy === undefined ? [change] : [change, alsoBy];
}

function changeBy(kind: ObjectKind) {
  const { change: right, alsoBy } = objectAccess[kind];
  return { right, ...(alsoBy !== undefined && { alsoBy: [alsoBy] }) };
}

const changing = {
  output: changedObject,
  audit: true,
  changes: 'objects',
  modified: ({ changes }: z.output<typeof changedObject>) => changes,
} as const;

function newOperation(kind: ObjectKind) {
  const { noun } = kinds[kind];
  return operation({
    ...changing,
    name: `New-${noun}` as string,
    summary: `Makes an object of the kind ${noun}.`,
    input: z.object({ parameters: saidParameters(kind), ...changeOptions }),
    ...changeBy(kind),
    run: ({ parameters, ...options }, context) =>
      changeObject(kind, { ...options, plan: plannedNew(kind, parameters, context) }, context),
  });
}

function setOperation(kind: ObjectKind) {
  const { noun } = kinds[kind];
  return operation({
    ...changing,
    name: `Set-${noun}` as string,
    summary: `Changes the parameters that are named of an object of the kind ${noun}.`,
    input: z.object({
      identity: identity.optional(),
      parameters: saidParameters(kind).describe('null clears; { Add, Remove } edits a list.'),
      ...objectOptions,
    }),
    ...changeBy(kind),
    run({ identity: named, parameters: said, ...options }, context) {
      const plan = plannedSet(kind, { identity: named, said }, context);
      return changeObject(kind, { ...options, identity: named, plan }, context);
    },
  });
}

function removeOperation(kind: ObjectKind) {
  const { noun } = kinds[kind];
  return operation({
    ...changing,
    name: `Remove-${noun}` as string,
    summary: `Removes an object of the kind ${noun}.`,
    input: z.object({ identity, ...objectOptions }),
    ...changeBy(kind),
    run: ({ identity: named, ...options }, context) =>
      changeObject(kind, { ...options, identity: named, plan: plannedRemoval(kind, named) }, context),
  });
}

/** What can be done with the objects of every kind; those of the table in libs/directory. */
export const objectOperations = {
  // A server comes with its first service.
  Servers: { Get: readOperation('Servers'), Set: setOperation('Servers') },
  ReceiveConnectors: everything('ReceiveConnectors'),
  InboundConnectors: everything('InboundConnectors'),
  SendConnectors: everything('SendConnectors'),
  DeliveryAgentConnectors: everything('DeliveryAgentConnectors'),
  ForeignConnectors: everything('ForeignConnectors'),
  AcceptedDomains: everything('AcceptedDomains'),
  RemoteDomains: everything('RemoteDomains'),
  MailboxDatabases: everything('MailboxDatabases'),
  // Whoever removes one says what becomes of its recipients.
  DirectorySources: {
    Get: readOperation('DirectorySources'),
    New: newOperation('DirectorySources'),
    Set: setOperation('DirectorySources'),
  },
  // Its login comes and goes with it.
  Mailboxes: {
    Get: readOperation('Mailboxes'),
    New: newMailbox,
    Set: setMailbox,
    Remove: removeMailbox,
  },
  MailUsers: everything('MailUsers'),
  MailContacts: everything('MailContacts'),
  DistributionGroups: everything('DistributionGroups'),
  DynamicDistributionGroups: everything('DynamicDistributionGroups'),
  SystemMessages: everything('SystemMessages'),
  Credentials: guardedLogins(),
  TransportRules: everything('TransportRules'),
  JournalRules: everything('JournalRules'),
  // Install- and Enable-TransportAgent have operations of their own, and so have the others.
  TransportAgents: {},
  TransportSettings: { Get: readOperation('TransportSettings'), Set: setOperation('TransportSettings') },
  ManagementScopes: everything('ManagementScopes'),
  RoleGroups: roleGroupOperations(),
  // There is one.
  EdgeSyncServiceConfigs: {
    Get: readOperation('EdgeSyncServiceConfigs'),
    Set: setOperation('EdgeSyncServiceConfigs'),
  },
  // New-EdgeSubscription and its kin.
  EdgeSubscriptions: {},
} as const satisfies Readonly<Record<ObjectKind, ObjectOperations>>;

/** Get-, New-, Set- and Remove- of a kind. */
export interface ObjectOperations {
  readonly Get?: ReturnType<typeof readOperation>;
  readonly New?: ReturnType<typeof newOperation>;
  readonly Set?: ReturnType<typeof setOperation>;
  readonly Remove?: ReturnType<typeof removeOperation>;
}

/** Managers have to be there; a role group that somebody is in, or that manages another, does not go. */
function roleGroupOperations() {
  const { Get, New, Set, Remove } = everything('RoleGroups');
  return {
    Get,
    New: guarded(New, ({ parameters }, context) => requireManagers(parameters['ManagedBy'], context)),
    Set: guarded(Set, ({ parameters }, context) => requireManagers(parameters['ManagedBy'], context)),
    Remove: guarded(Remove, ({ identity: named }, context) => requireNoMembers(named, context)),
  };
}

/** Of logins that are servers only whoever configures the organization makes, changes or removes one. */
function guardedLogins() {
  const { Get, New, Set, Remove } = everything('Credentials');
  const requireKnown = (
    { name }: Operation,
    named: string | undefined,
    { context, caller }: { readonly context: OperationContext; readonly caller: Caller },
  ): void => requireServerRight(name, groupsOfLogin(named, context.directory.organization), caller);
  return {
    Get,
    New: guarded(New, ({ parameters }, _, caller) =>
      requireServerRight(New.name, parameters['MemberOf'], caller),
    ),
    Set: guarded(Set, ({ identity: named, parameters }, context, caller) => {
      requireKnown(Set, named, { context, caller });
      requireServerRight(Set.name, parameters['MemberOf'], caller);
    }),
    Remove: guarded(Remove, ({ identity: named }, context, caller) =>
      requireKnown(Remove, named, { context, caller }),
    ),
  };
}

function everything(kind: ObjectKind) {
  return {
    Get: readOperation(kind),
    New: newOperation(kind),
    Set: setOperation(kind),
    Remove: removeOperation(kind),
  };
}

export const allObjectOperations: readonly Operation[] = objectKinds.flatMap(
  (kind) => Object.values(objectOperations[kind]) as readonly Operation[],
);
