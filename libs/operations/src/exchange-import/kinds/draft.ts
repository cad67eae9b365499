import type { Organization } from '@mailyard/directory';
import { optionalParameters } from '@mailyard/directory';
import type { Value } from '@mailyard/powershell';

import type { ExportedObject } from '../files/export-file.js';
import type { RecipientNames } from '../mapping/recipient-names.js';
import type { Candidate, ExportPlace, ImportNote } from '../plan/candidate.js';
import type { ImportMapping } from '../plan/import-options.js';
import { isEmpty, isTrivial, shownValue, textOfValue } from '../values/exported-value.js';
import { parameterTypes } from '../values/parameter-types.js';
import { writtenValue } from '../values/written-value.js';
import { kindOfNoun, type ExportedNoun } from './recognised.js';
import { isSilent } from './silent-properties.js';

export type ConvertedNoun = keyof typeof kindOfNoun;

/** What an object is converted within. */
export interface ImportBasis {
  readonly organization: Organization;
  readonly mapping: ImportMapping;
  readonly names: RecipientNames;
  /** Whether the organization, or the export, has the domain. */
  readonly isAccepted: (domain: string) => boolean;
}

/** Why an object of an export cannot be carried over. */
export class CannotImport extends Error {
  override readonly name = 'CannotImport';
}

/** An object of an export on its way to one of ours. */
export class Draft implements Candidate {
  readonly kind;
  readonly written: Record<string, unknown> = {};
  readonly notes: ImportNote[] = [];

  constructor(
    readonly place: ExportPlace,
    readonly noun: ConvertedNoun,
    private readonly object: ExportedObject,
  ) {
    this.kind = kindOfNoun[noun];
  }

  get(name: string): Value | undefined {
    return this.object.properties.get(name);
  }

  text(name: string): string {
    return textOfValue(this.get(name));
  }

  get properties(): readonly string[] {
    return [...this.object.properties.entries()].map(([name]) => name);
  }

  /** Another object of ours that the same one of Exchange says something of. */
  second(noun: ConvertedNoun, properties: readonly string[]): Draft {
    const other = new Draft(this.place, noun, this.object);
    for (const name of properties) {
      other.take(parameterTypes(other.kind).get(name.toLowerCase())?.name ?? name, other.get(name) ?? null);
    }
    return other;
  }

  /** Of a parameter that is not carried over; nothing where it says nothing. */
  leaveOut(parameter: string, reason: string, value = this.get(parameter)): void {
    if (!isTrivial(value)) this.note(parameter, { value: shownValue(value), reason });
  }

  note(parameter: string, { value, reason }: Pick<ImportNote, 'value' | 'reason'>): void {
    this.notes.push({ parameter, value, reason });
  }

  /** Every property that one of our parameters has the name of; `taken` are those that somebody else looks at. */
  takeAll(taken: ReadonlySet<string>, nameOf: (property: string) => string = (name) => name): void {
    const types = parameterTypes(this.kind);
    for (const [property, value] of this.object.properties.entries()) {
      const type = types.get(nameOf(property).toLowerCase());
      if (taken.has(property.toLowerCase())) continue;
      if (type !== undefined) this.take(type.name, value);
      else if (!isSilent(this.noun, property)) this.unknown(property, value);
    }
  }

  take(parameter: string, value: Value): void {
    const type = parameterTypes(this.kind).get(parameter.toLowerCase());
    if (type === undefined) throw new Error(`${this.kind} have no ${parameter}`);
    if (isEmpty(value)) {
      // Nothing is what a new object has, and what one that is here goes back to.
      if (optionalParameters(this.kind).includes(parameter)) this.written[parameter] = null;
      return;
    }
    const made = writtenValue(value, type, parameter);
    if ('unusable' in made) throw new CannotImport(`${parameter}: ${made.unusable}`);
    if (isPathOfWindows(made.value)) this.leaveOut(parameter, 'is a path of Windows', value);
    else this.written[parameter] = made.value;
  }

  /** Of a parameter that not all kinds of recipients have. */
  takeIfKnown(parameter: string, value: string | readonly string[] | null): void {
    const type = parameterTypes(this.kind).get(parameter.toLowerCase());
    if (type === undefined) return;
    this.written[parameter] = type.isList || value === null ? value : [value].flat()[0];
  }

  private unknown(property: string, value: Value): void {
    if (isTrivial(value)) return;
    // A rule without one of its conditions would act on more than it was meant for: its schema says why it cannot be.
    if (this.noun === 'TransportRule') this.written[property] = shownValue(value);
    else this.leaveOut(property, reasonOf(property), value);
  }
}

function isPathOfWindows(value: unknown): boolean {
  return typeof value === 'string' && /^(?:[a-z]:\\|\\\\)/i.test(value);
}

const reasons: Readonly<Record<string, string>> = {
  HiddenFromAddressListsEnabled: 'there is no address book',
  ProhibitSendQuota: 'mailboxes have no quotas here: the store that reads them has',
  ProhibitSendReceiveQuota: 'mailboxes have no quotas here: the store that reads them has',
  IssueWarningQuota: 'mailboxes have no quotas here: the store that reads them has',
  LitigationHoldEnabled: 'there are no holds',
  RetentionPolicy: 'there are no retention policies',
  ArchiveDatabase: 'there are no archive mailboxes',
};

function reasonOf(property: string): string {
  return reasons[property] ?? 'there is no such parameter';
}

export function isNoun(noun: ExportedNoun): noun is ConvertedNoun {
  return noun in kindOfNoun;
}
