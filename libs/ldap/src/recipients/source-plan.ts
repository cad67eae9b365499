import {
  changedParameters,
  judgedChange,
  keptObjects,
  kinds,
  nameOf,
  Organization,
  sourceOf,
  type DirectoryChange,
  type DirectoryContent,
  type DirectoryObject,
  type DirectorySource,
  type ObjectId,
  type ObjectKind,
  type ObjectsToPut,
} from '@mailyard/directory';
import { distinguishedNameKey, OrganizationError, type Problem } from '@mailyard/schema';

import { LocalEdits } from './local-edits.js';
import { sourcedKinds, type MappedRecipient, type SourcedKind } from './mapped-recipient.js';
import {
  namedRecipient,
  recipientObject,
  type KnownRecipient,
  type Named,
  type NamedRecipient,
} from './recipient-object.js';
import { TakenNames } from './taken-names.js';

/** What a directory makes of the organization. */
export interface SourcePlan {
  /** Undefined: it is so already. */
  readonly change: DirectoryChange | undefined;
  /** Recipients that the source has now. */
  readonly recipients: number;
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  /** Of how many there were. */
  readonly before: number;
  /** What could not be taken over, and why, a line each. */
  readonly notes: readonly string[];
}

interface Sourced {
  readonly kind: SourcedKind;
  readonly object: DirectoryObject;
}

interface Attempt {
  readonly change: DirectoryChange;
  readonly put: readonly Sourced[];
  readonly removed: readonly Sourced[];
}

const roundsMax = 20;

/**
 * The organization’s recipients of a source as its entries want them. What cannot be taken over is left out, or stays as it
 * was, and is told; what is left is valid as a whole.
 */
export function planSource(
  mapped: readonly MappedRecipient[],
  source: DirectorySource,
  content: DirectoryContent,
): SourcePlan {
  const planning = new Planning(mapped, source, content);
  for (let round = 0; round < roundsMax; round += 1) {
    const attempt = planning.attempt();
    const problems = planning.problemsOf(attempt);
    if (problems.length === 0) return planning.outcome(attempt);
    for (const problem of problems) planning.adapt(problem, attempt);
  }
  throw new Error(`${source.Name}: no valid organization comes of it after ${roundsMax} attempts`);
}

class Planning {
  readonly #organization: Organization;
  readonly #before: ReadonlyMap<string, Sourced>;
  /** In a fixed order, those that are known first: nobody loses a name to a newcomer. */
  readonly #mapped: readonly MappedRecipient[];
  /** Why entries stay as they were, or out when they never were. */
  readonly #refused = new Map<string, { readonly stays: boolean; readonly reason: string }>();
  /** Gone there, but named by somebody here. */
  readonly #held = new Map<string, string>();
  readonly #edits: LocalEdits;
  #notes: string[] = [];
  #named: ReadonlyMap<string, NamedRecipient> = new Map();

  constructor(
    mapped: readonly MappedRecipient[],
    private readonly source: DirectorySource,
    private readonly content: DirectoryContent,
  ) {
    this.#organization = new Organization(content.revision, content.indexed);
    this.#edits = new LocalEdits(this.#organization);
    this.#before = new Map(
      sourcedKinds.flatMap((kind) =>
        content.objects[kind]
          .filter((object) => sourceOf(object) === source.Guid)
          .map((object) => [object.Guid, { kind, object }] as const),
      ),
    );
    const rank = ({ guid }: MappedRecipient) => `${this.#before.has(guid) ? 0 : 1} ${guid}`;
    this.#mapped = mapped.toSorted((one, other) => (rank(one) < rank(other) ? -1 : 1));
  }

  attempt(): Attempt {
    this.#notes = [...this.#held.values(), ...this.#edits.notes];
    const present = this.#present();
    const objects = this.#objects(present);
    const changed = objects.filter(({ kind, object }) => this.#differs(kind, object));
    const stay = new Set([
      ...objects.map(({ kind, object }) => `${kind}/${object.Guid}`),
      ...this.#staying().map(({ kind, object }) => `${kind}/${object.Guid}`),
    ]);
    const removed = [...this.#before.values()].filter(
      ({ kind, object }) => !stay.has(`${kind}/${object.Guid}`),
    );
    const put: Partial<Record<ObjectKind, object[]>> = {};
    for (const { kind, object } of [...changed, ...this.#edits.put]) (put[kind] ??= []).push(object);
    const remove: ObjectId[] = removed.map(({ kind, object }) => ({ kind, Guid: object.Guid }));
    return {
      put: changed,
      removed,
      change: {
        put: put as ObjectsToPut,
        remove: [...remove, ...this.#edits.remove],
        source: this.source.Guid,
      },
    };
  }

  problemsOf({ change }: Attempt): readonly Problem[] {
    try {
      judgedChange(this.content.indexed, change);
      return [];
    } catch (error) {
      if (!(error instanceof OrganizationError)) throw error;
      return error.problems;
    }
  }

  /** Whoever causes a problem gives way: an entry that came, else what is here and names somebody who went. */
  adapt({ path: [section, at, ...rest], reason }: Problem, { change }: Attempt): void {
    const kind = section as ObjectKind;
    const kept = keptObjects(kind, this.content.objects, change);
    const object =
      typeof at === 'number'
        ? (kept[at] ?? (change.put?.[kind]?.[at - kept.length] as DirectoryObject))
        : undefined;
    if (object === undefined) throw new Error(`${this.source.Name}: ${reason}`);
    if (sourceOf(object) === this.source.Guid) {
      this.#refuse(object.Guid, [...rest.slice(0, 1), reason].join(': '));
      return;
    }
    const gone = this.#edits.follow({ kind, object, path: rest }, (guid) => this.#named.get(guid));
    if (gone === undefined) return;
    const title = `${kind}[${nameOf(kind, object)}]`;
    this.#held.set(gone.Guid, `${gone.Name}: it is gone there and stays here, since ${title} names it`);
  }

  outcome({ change, put, removed }: Attempt): SourcePlan {
    const replaced = new Set(put.map(({ object }) => object.Guid));
    const isEmpty = Object.keys(change.put ?? {}).length + (change.remove?.length ?? 0) === 0;
    const added = put.filter(({ object }) => !this.#before.has(object.Guid)).length;
    const gone = removed.filter(({ object }) => !replaced.has(object.Guid)).length;
    return {
      change: isEmpty ? undefined : change,
      added,
      changed: put.length - added,
      removed: gone,
      before: this.#before.size,
      recipients: this.#before.size + added - gone,
      notes: this.#notes,
    };
  }

  #refuse(guid: string, reason: string): void {
    const stays = this.#before.has(guid) && !this.#refused.has(guid);
    this.#refused.set(guid, { stays, reason });
  }

  /** What is as it was, whatever the directory says. */
  #staying(): readonly Sourced[] {
    return [...this.#before.values()].filter(
      ({ object: { Guid } }) => this.#refused.get(Guid)?.stays === true || this.#held.has(Guid),
    );
  }

  #present(): readonly MappedRecipient[] {
    return this.#mapped.filter((each) => {
      const refused = this.#refused.get(each.guid);
      if (refused === undefined) return true;
      this.#notes.push(
        `${each.dn}: it ${refused.stays ? 'stays as it was' : 'is left out'}: ${refused.reason}`,
      );
      return false;
    });
  }

  #objects(present: readonly MappedRecipient[]): readonly Sourced[] {
    const names = this.#names(present);
    const addresses = this.#addresses(present, names);
    return present.flatMap((mapped) => {
      const own = names.get(mapped.guid);
      if (own === undefined) return [];
      const note = (reason: string) => void this.#notes.push(`${mapped.dn}: ${reason}`);
      const basis = { source: this.source, known: this.#known(mapped.guid), named: addresses, note };
      const written = recipientObject(mapped, own, basis);
      const { data, error } = kinds[mapped.kind].schema.safeParse(written);
      if (data !== undefined) return [{ kind: mapped.kind, object: data }];
      const [issue] = error.issues;
      this.#refuse(mapped.guid, `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
      // It is told with the next attempt, which this makes necessary.
      return [{ kind: mapped.kind, object: written as unknown as DirectoryObject }];
    });
  }

  #names(present: readonly MappedRecipient[]): ReadonlyMap<string, NamedRecipient> {
    const { taken, organization } = { taken: this.#taken(), organization: this.#organization };
    const names = new Map<string, NamedRecipient>();
    for (const mapped of present) {
      const note = (reason: string) => void this.#notes.push(`${mapped.dn}: ${reason}`);
      const own = namedRecipient(mapped, { taken, organization, known: this.#known(mapped.guid), note });
      if (own !== undefined) names.set(mapped.guid, own);
    }
    this.#named = names;
    return names;
  }

  /** All that recipients have who are not of this source, or stay as they were. */
  #taken(): TakenNames {
    const taken = new TakenNames();
    for (const kind of [...sourcedKinds, 'DynamicDistributionGroups'] as const) {
      for (const object of this.content.objects[kind]) {
        if (sourceOf(object) !== this.source.Guid) taken.takeAll(kind, object);
      }
    }
    for (const { kind, object } of this.#staying()) taken.takeAll(kind, object as KnownRecipient);
    return taken;
  }

  #addresses(
    present: readonly MappedRecipient[],
    names: ReadonlyMap<string, NamedRecipient>,
  ): ReadonlyMap<string, Named> {
    const addresses = new Map<string, Named>();
    const add = (dn: string, named: Named) => {
      const key = distinguishedNameKey(dn);
      if (key !== undefined) addresses.set(key, named);
    };
    for (const { kind, object } of this.#staying()) {
      const { PrimarySmtpAddress: address, DirectorySource } = object as KnownRecipient & {
        readonly PrimarySmtpAddress: string;
        readonly DirectorySource: { readonly DistinguishedName: string };
      };
      add(DirectorySource.DistinguishedName, { kind, address });
    }
    for (const { guid, dn, kind } of present) {
      const own = names.get(guid);
      if (own !== undefined) add(dn, { kind, address: own.PrimarySmtpAddress });
    }
    return addresses;
  }

  #known(guid: string): KnownRecipient | undefined {
    return this.#before.get(guid)?.object as KnownRecipient | undefined;
  }

  #differs(kind: SourcedKind, object: DirectoryObject): boolean {
    const known = this.content.indexed.get(kind, object.Guid);
    return known === undefined || changedParameters(known, object).length > 0;
  }
}
