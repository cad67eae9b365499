import { OrganizationError, problemsOf, type Problem } from '@mailyard/schema';
import type { SecretKeys } from '@mailyard/service';

import { TextPasswords, type MadePassword } from '../../kinds/credentials/text-passwords.js';
import {
  kinds,
  nameOf,
  takenNameRule,
  type ObjectKind,
  type OrganizationObjects,
} from '../../kinds/index.js';
import { haveSecrets } from '../../kinds/send-connectors/parameters/credential-parameters.js';
import { TextSecrets } from '../../kinds/send-connectors/text-secrets.js';
import type { Entry, Written } from '../../kinds/text-form.js';
import type { Organization } from '../../organization.js';
import {
  judgedChange,
  keptObjects,
  type DirectoryChange,
  type ObjectId,
  type ObjectsToPut,
} from '../../rules/directory-change.js';
import { changedParameters, type ObjectDifference } from '../../rules/organization-difference.js';
import type { KindedObject } from '../../snapshot/object-lookup.js';
import { planSection } from '../read/text-section.js';
import { ObjectRefused, type ObjectRefusal } from './object-refused.js';

/** What a change of one object makes of the organization of one revision. */
export interface ObjectPlan {
  readonly revision: number;
  readonly change: DirectoryChange;
  /** Of the object, and of others that follow it. None: it is so already. */
  readonly differences: readonly ObjectDifference[];
  /** The whole organization afterwards. */
  readonly objects: OrganizationObjects;
  /** The object as it will be, or was. */
  readonly object: KindedObject['object'];
  /** Passwords that nobody has given: they are known only here. */
  readonly made: readonly MadePassword[];
}

/** What is said of one object: of a known one by its Guid, else of a new one. */
export interface ObjectOrder {
  readonly kind: ObjectKind;
  /** In the words of organization.yaml; `null` takes a parameter back to its default. */
  readonly written: Written;
  /** The server that it is said at. */
  readonly server: string;
  /** Secrets by the variables that `written` names. */
  readonly secrets?: Readonly<Record<string, string>>;
  readonly keys?: SecretKeys | undefined;
}

/**
 * What is said of one object on top of the organization, with the defaults, consequences and rules that a text with this
 * object alone would have. Throws ObjectRefused.
 */
export async function planObject(order: ObjectOrder, organization: Organization): Promise<ObjectPlan> {
  const { kind, written } = order;
  const { data, error } = (kinds[kind].text.element ?? anything).safeParse(written);
  if (error !== undefined) throw new ObjectRefused(ofObject(kind, problemsOf(error, written, [])));
  const passwords = new TextPasswords(order.secrets ?? {});
  const entries = await entriesOf({ ...order, written: data as Written }, organization, passwords);
  const said = entries.find((entry) => entry.said !== undefined);
  if (said === undefined) throw new Error(`${kind} make nothing of an object`);
  if (said.known !== undefined && written['Guid'] === undefined) {
    throw new ObjectRefused([takenName(kind, said.known)]);
  }
  const change: DirectoryChange = {
    put: { [kind]: entries.map(({ object }) => object) } as unknown as ObjectsToPut,
  };
  const { objects, put } = judgedObject({ kind, change, entries }, organization);
  const object = put.find((each) => each.object.Guid === said.object.Guid)?.object;
  if (object === undefined) throw new Error('an object that is put is in the outcome');
  const differences = put.flatMap((each) => differenceOf(each, organization));
  return { revision: organization.revision, change, differences, objects, object, made: passwords.made };
}

/** What goes with an object, and whether it can; `along` is changed with it. Throws ObjectRefused. */
export function planRemoval(
  id: ObjectId,
  organization: Organization,
  along: DirectoryChange = {},
): ObjectPlan {
  const { kind, Guid } = id;
  const object = organization.indexed.get(kind, Guid);
  if (object === undefined) throw new Error(`no ${kind} ${Guid}`);
  const rest = organization.objects[kind].filter((each) => each.Guid !== Guid);
  const others = kinds[kind].closedUp?.(rest as never) ?? [];
  const change: DirectoryChange = {
    ...along,
    ...(others.length > 0 && { put: { ...along.put, [kind]: others } as unknown as ObjectsToPut }),
    remove: [id, ...(along.remove ?? [])],
  };
  const { objects, put } = judgedObject({ kind, change, entries: [] }, organization);
  const differences: readonly ObjectDifference[] = [
    { action: 'remove', kind, object },
    ...put.filter((each) => each.kind === kind).flatMap((each) => differenceOf(each, organization)),
  ];
  return { revision: organization.revision, change, differences, objects, object, made: [] };
}

const anything = { safeParse: (data: unknown) => ({ data, error: undefined }) };

async function entriesOf(
  { kind, written, server, keys }: ObjectOrder,
  organization: Organization,
  passwords: TextPasswords,
): Promise<readonly Entry[]> {
  const { objects, indexed } = organization;
  const { Fqdn: fqdn = 'localhost', ServerRole: serverRole = 'Mailbox' } = organization.server(server) ?? {};
  const hasSecrets = haveSecrets(objects);
  const sealed = new TextSecrets({ valueOf: (name) => passwords.valueOf(name), keys, hasSecrets });
  const basis = { current: indexed, prune: false, server, fqdn, serverRole, passwords, secrets: sealed };
  const plan = await planSection(kind, {
    written: [written],
    objects: objects[kind],
    basis,
    // Nothing is said of other kinds.
    planOf: () => ({ entries: [], unmentioned: [] }),
  });
  return plan.entries;
}

function takenName(kind: ObjectKind, known: object): ObjectRefusal {
  const parameter = kinds[kind].identity?.parameters.at(-1) ?? 'Guid';
  return { kind, path: [parameter], ...takenNameRule(kind, known) };
}

interface Judging {
  readonly kind: ObjectKind;
  readonly change: DirectoryChange;
  readonly entries: readonly Entry[];
}

function judgedObject(judging: Judging, organization: Organization) {
  try {
    return judgedChange(organization.indexed, judging.change);
  } catch (error) {
    if (!(error instanceof OrganizationError)) throw error;
    const refusals = error.problems.map((problem) => refusalOf(problem, judging, organization));
    throw new ObjectRefused(refusals);
  }
}

/** A problem of the whole organization, as one of the object that was to change, or of another one. */
function refusalOf(
  { path: [section, at, ...path], ...problem }: Problem,
  { kind, change, entries }: Judging,
  { objects }: Organization,
): ObjectRefusal {
  const where = section as ObjectKind;
  if (typeof at !== 'number') return { ...problem, kind: where, path: [] };
  const kept = keptObjects(where, objects, change);
  const entry = where === kind ? entries[at - kept.length] : undefined;
  if (entry?.said !== undefined) return { ...problem, kind, path };
  const object = kept[at] ?? entry?.object;
  return { ...problem, kind: where, path, ...(object && { other: nameOf(where, object) }) };
}

function ofObject(kind: ObjectKind, problems: readonly Problem[]): readonly ObjectRefusal[] {
  return problems.map((problem) => ({ ...problem, kind }));
}

function differenceOf(
  { kind, object }: KindedObject,
  { indexed }: Organization,
): readonly ObjectDifference[] {
  const before = indexed.get(kind, object.Guid);
  if (before === undefined) return [{ action: 'add', kind, object }];
  return changedParameters(before, object).length === 0 ? [] : [{ action: 'change', kind, before, object }];
}
