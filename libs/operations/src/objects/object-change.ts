import {
  changeFor,
  describeDifferences,
  DirectoryConflict,
  kinds,
  planObject,
  planRemoval,
  propertyChanges,
  titleOf,
  type ObjectKind,
  type ObjectPlan,
  type Organization,
  type Written,
} from '@mailyard/directory';
import { z } from 'zod';

import type { OperationContext } from '../context.js';
import { unknownCertificates } from '../edge-mail-flow/unknown-certificates.js';
import { madePassword } from '../organization/apply-organization.js';
import { changeWarnings } from '../organization/organization-file.js';
import { OperationError } from '../operation.js';
import { requireParametersOfRole } from '../server-roles/role-parameters.js';
import { unknownHosts } from '../send-connectors/dns-hosts.js';
import { addressWarnings } from './address-warnings.js';
import { dangersOf, requireConfirmation } from './dangers/dangers.js';
import { withAddress } from './default-address.js';
import { objectNamed, serverNamed } from './identity/object-identity.js';
import { withListEdits } from './list-edit.js';
import { withoutSecrets } from './object-parameters.js';
import { objectTag } from './object-tag.js';
import { objectView, timedViews } from './object-view.js';
import { propertyChangesOutput } from './property-change.js';

/** How a change is to be made. */
export const changeOptions = {
  ifRevision: z.int().optional().describe('Refused unless the organization is at this revision.'),
  validateOnly: z.boolean().default(false).describe('Tells what it would do, and changes nothing.'),
  force: z.boolean().default(false).describe('It is meant, whatever the dangers.'),
};

/** The same of an object that is there. */
export const objectOptions = {
  ifTag: z
    .array(z.string().max(64))
    .min(1)
    .max(20)
    .optional()
    .describe('Refused unless the object, as it is now, has one of these tags.'),
  ...changeOptions,
};

type ChangeOptions = Partial<z.output<z.ZodObject<typeof objectOptions>>> &
  z.output<z.ZodObject<typeof changeOptions>>;

/** What has become of an object. */
export const changedObject = z
  .object({
    revision: z.int().describe('Of the organization.'),
    tag: z.string().optional().describe('Of the object as it is now kept; none: it is not kept.'),
    object: z
      .record(z.string(), z.unknown())
      .readonly()
      .describe('As it is now; when it was removed, as it was.'),
    changes: z.array(z.string()).readonly().describe('What became of what, with the values before.'),
    properties: propertyChangesOutput,
    warnings: z.array(z.string()).readonly(),
    dangers: z.array(z.string()).readonly().describe('What has to be confirmed with force.'),
    cmdlet: z
      .string()
      .optional()
      .describe('What does the same in the shell, a line each; what is secret is asked for there.'),
    made: z
      .array(madePassword)
      .readonly()
      .optional()
      .describe('Passwords that were made, since none was given; they are told only here.'),
  })
  .readonly();

export type ChangedObject = z.output<typeof changedObject>;

/** Somebody else may be faster that often. */
const attemptsMax = 5;

interface Planned {
  readonly plan: ObjectPlan;
  readonly warnings?: readonly string[];
  /** Beside those that the change itself shows. */
  readonly dangers?: readonly string[];
}

/** Somebody else was faster, and what there is now. */
export class ObjectChanged extends DirectoryConflict {
  override readonly name = 'DirectoryConflict';

  constructor(
    message: string,
    /** Nothing: the object is gone. */
    readonly current: Written | undefined,
  ) {
    super(message);
  }
}

interface ObjectChange extends ChangeOptions {
  /** Of what is to be changed; of a new object nothing. */
  readonly identity?: string | undefined;
  readonly plan: (organization: Organization) => Planned | Promise<Planned>;
}

/** Makes a change of one object of what is there now, and starts over when somebody else was faster. */
export async function changeObject(
  kind: ObjectKind,
  change: ObjectChange,
  context: OperationContext,
): Promise<ChangedObject> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await attempted(kind, change, context);
    } catch (error) {
      const isOnce = change.ifRevision !== undefined || attempt === attemptsMax;
      if (isOnce || !(error instanceof DirectoryConflict)) throw error;
    }
  }
}

async function attempted(
  kind: ObjectKind,
  { validateOnly, force, plan, ...condition }: ObjectChange,
  { directory, server, certificates, registry }: OperationContext,
): Promise<ChangedObject> {
  const before = directory.organization;
  requireUnchanged(kind, condition, before);
  const planned = await plan(before);
  const unknown = await unknownCertificates(planned.plan.differences, { before, server, certificates });
  const addresses = await addressWarnings(planned.plan.differences, { before, registry });
  const hosts = validateOnly === true ? await hostWarnings(planned.plan, server.name) : [];
  const warned = { ...planned, warnings: [...(planned.warnings ?? []), ...unknown, ...addresses, ...hosts] };
  const { dangers, ...outcome } = outcomeOf(kind, warned, before);
  const kept = keptAs(kind, planned.plan, before);
  directory.requireApproval(planned.plan.change);
  if (validateOnly) return { ...kept, ...outcome, dangers, made: undefined };
  requireConfirmation(dangers, force);
  if (outcome.changes.length === 0) return { ...kept, ...outcome, dangers };
  const after = await directory.change(planned.plan.change, { ifRevision: before.revision });
  const [object = outcome.object] = await timedViews(kind, [planned.plan.object], directory);
  return { ...keptAs(kind, planned.plan, after), ...outcome, object, dangers };
}

/** S15, while somebody can still mend it: names are asked for, which takes its time. */
function hostWarnings({ differences }: ObjectPlan, server: string): Promise<readonly string[]> {
  const { SendConnectors = [] } = changeFor(differences).put;
  return unknownHosts(SendConnectors, server);
}

/** Somebody may have changed what the order is about since whoever gives it looked. */
function requireUnchanged(
  kind: ObjectKind,
  { identity, ifRevision, ifTag }: Pick<ObjectChange, 'identity' | 'ifRevision' | 'ifTag'>,
  now: Organization,
): void {
  const { revision } = now;
  if (ifRevision !== undefined && ifRevision !== revision) {
    const reason = `the organization is at revision ${revision}, not ${ifRevision}`;
    throw new ObjectChanged(reason, currentView(kind, identity, now));
  }
  if (ifTag === undefined) return;
  const object = objectNamed(kind, identity, now);
  if (ifTag.includes(objectTag(object))) return;
  const reason = `${kinds[kind].noun} ${titleOf(kind, object)} has been changed since`;
  throw new ObjectChanged(reason, objectView(kind, object));
}

/** At which revision that is, and the tag of the object in it. */
function keptAs(kind: ObjectKind, plan: ObjectPlan, { revision, indexed }: Organization) {
  const object = indexed.get(kind, plan.object.Guid);
  return { revision, ...(object !== undefined && { tag: objectTag(object) }) };
}

function outcomeOf(kind: ObjectKind, { plan, warnings = [], dangers = [] }: Planned, before: Organization) {
  return {
    object: objectView(kind, plan.object),
    changes: describeDifferences(plan.differences),
    properties: propertyChanges(plan.differences),
    warnings: [...warnings, ...changeWarnings(plan.differences, before)],
    dangers: [...dangersOf(plan, before), ...dangers],
    ...(plan.made.length > 0 && { made: plan.made }),
  };
}

function currentView(kind: ObjectKind, identity: string | undefined, now: Organization): Written | undefined {
  try {
    return objectView(kind, objectNamed(kind, identity, now));
  } catch (error) {
    if (error instanceof OperationError) return undefined;
    throw error;
  }
}

/** Where something is said, and with which keys secrets are sealed. */
export function placeOf({ server, secretKeys: keys }: OperationContext) {
  return { server: server.name, keys };
}

export function plannedNew(kind: ObjectKind, said: Written, context: OperationContext) {
  const { written, secrets } = withoutSecrets(said);
  return async (organization: Organization): Promise<Planned> => {
    requireParametersOfRole(kind, written, organization);
    const { Guid: _, ...own } = withAddress(kind, withServerName(written, organization), organization);
    return { plan: await planObject({ kind, written: own, secrets, ...placeOf(context) }, organization) };
  };
}

/** Objects name a server by its name, people also by that in DNS. */
function withServerName(written: Written, organization: Organization): Written {
  const { Server } = written;
  return typeof Server === 'string' ? { ...written, Server: serverNamed(Server, organization) } : written;
}

export function plannedSet(
  kind: ObjectKind,
  { identity, said }: { readonly identity: string | undefined; readonly said: Written },
  context: OperationContext,
) {
  const { written, secrets } = withoutSecrets(said);
  return async (organization: Organization): Promise<Planned> => {
    const known = objectNamed(kind, identity, organization);
    requireParametersOfRole(kind, written, organization);
    const edited = withListEdits(kind, written, known);
    const order = { kind, written: { ...edited.written, Guid: known.Guid }, secrets, ...placeOf(context) };
    return { plan: await planObject(order, organization), warnings: edited.warnings };
  };
}

export function plannedRemoval(kind: ObjectKind, identity: string) {
  return (organization: Organization): Planned => {
    const { Guid } = objectNamed(kind, identity, organization);
    return { plan: planRemoval({ kind, Guid }, organization) };
  };
}
