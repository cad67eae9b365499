import { kinds, type ObjectKind } from '@mailyard/directory';

import { mapInTurns } from '../../in-turns.js';
import { lazily } from '../../lazily.js';
import { objectOperations, type ObjectOperations } from '../../objects/object-operations.js';
import type { ChangedObject } from '../../objects/object-change.js';
import { neededParameters } from '../../objects/object-parameters.js';
import {
  identityParameter,
  serverParameter,
  type Cmdlet,
  type CmdletCall,
  type CmdletExample,
  type CmdletOutcome,
  type CmdletParameter,
  type Order,
  type OutputObject,
} from '../cmdlet.js';
import { kindParameters } from './kind-parameters.js';
import { listedObjects, type Listing } from './object-listing.js';
import { outputObject, type OutputForm } from './object-output.js';

type Said = Readonly<Record<string, unknown>>;

/** What the cmdlets of a kind have beside what its schema says. */
export interface KindCmdlets {
  readonly kind: ObjectKind;
  readonly typeName: string;
  readonly columns: readonly string[];
  /** Of what New- shows, where it tells more. */
  readonly columnsNew?: readonly string[];
  readonly output: OutputForm;
  /** Parameters of New- beside those of the objects, such as usage switches, which `saidNew` turns into some of those. */
  readonly added?: readonly CmdletParameter[];
  /** Parameters of Set- beside those of the objects. */
  readonly addedSet?: readonly CmdletParameter[];
  readonly saidNew?: (parameters: Said) => Said;
  /** What New- answers to what was said, and could not do. */
  readonly warningsNew?: (parameters: Said) => readonly string[];
  /** What New- asks for first. */
  readonly beforeNew?: (call: CmdletCall) => Promise<void>;
  /** What New- orders besides, once the object is there. */
  readonly afterNew?: (call: CmdletCall) => Promise<void>;
  /** What is said to New- and Set- alike, as the kind has it. */
  readonly said?: (parameters: Said) => Said;
  /** Parameters that Exchange calls otherwise. */
  readonly renamed?: Readonly<Record<string, string>>;
  readonly parameterSets?: readonly (readonly string[])[];
  /** Parameters that New- alone has. */
  readonly newOnly?: readonly string[];
  readonly aliases?: Readonly<Record<string, readonly string[]>>;
  readonly hasServer?: boolean;
  readonly listing?: Listing;
  /** What cmdlets call it, where that is not what the directory does. */
  readonly noun?: string;
  /** What New- has beside the object: passwords that were made. */
  readonly toldNew?: (made: ChangedObject) => OutputObject;
  readonly examples?: Readonly<Partial<Record<'Get' | 'New' | 'Set' | 'Remove', readonly CmdletExample[]>>>;
}

/** Get-, New-, Set- and Remove- of a kind, as far as there are such operations. */
export function kindCmdlets(form: KindCmdlets): readonly Cmdlet[] {
  const operations: ObjectOperations = objectOperations[form.kind];
  return [
    ...(operations.Get ? [getCmdlet(form, operations.Get)] : []),
    ...(operations.New ? [newCmdlet(form, operations.New)] : []),
    ...(operations.Set ? [setCmdlet(form, operations.Set)] : []),
    ...(operations.Remove ? [removeCmdlet(form, operations.Remove)] : []),
  ];
}

const nothing = { typeName: '', columns: [] } as const;

function getCmdlet(form: KindCmdlets, operation: NonNullable<ObjectOperations['Get']>): Cmdlet {
  const { kind, typeName, columns, hasServer = false, listing } = form;
  const { identity } = kinds[kind];
  const noun = nounOf(form);
  return {
    name: `Get-${noun}`,
    synopsis: `Shows objects of the kind ${noun}.`,
    parameters: [
      ...(identity === undefined ? [] : [identityParameter(noun)]),
      ...(hasServer ? [serverParameter('Name of a server of the organization.')] : []),
      ...(listing?.parameters ?? []),
    ],
    ...(hasServer && { parameterSets: [['Identity'], ['Server']] }),
    output: { typeName, columns },
    confirms: false,
    changes: false,
    examples: form.examples?.Get ?? [],
    async run({ parameters, properties, order }): Promise<CmdletOutcome> {
      const { Identity: named, Server: server } = parameters;
      const input = { identity: named ?? undefined, server: server ?? undefined };
      const rows = await allRows(order, operation, input);
      // What is listed may be filtered and sorted by what is not told.
      const shown = { form: form.output, only: listing === undefined ? properties : undefined };
      const objects = await mapInTurns(rows, (row) => outputObject(kind, row, shown));
      return listing === undefined ? { output: objects } : listedObjects(listing, parameters, objects);
    },
  };
}

function nounOf({ kind, noun = kinds[kind].noun }: KindCmdlets): string {
  return noun;
}

const rowsAtOnce = 10_000;

/** However many there are. */
export async function allRows(
  order: Order,
  operation: NonNullable<ObjectOperations['Get']>,
  input: object,
): Promise<readonly OutputObject[]> {
  const all: OutputObject[] = [];
  for (;;) {
    const { rows, total } = await order(operation, { ...input, offset: all.length, limit: rowsAtOnce });
    all.push(...rows);
    if (rows.length === 0 || all.length >= total) return all;
  }
}

function ownParameters({ kind, aliases = {}, renamed = {} }: KindCmdlets): readonly CmdletParameter[] {
  return kindParameters(kind).map((each) => {
    const known = aliases[each.name];
    const named = { ...each, name: renamed[each.name] ?? each.name };
    return known === undefined ? named : { ...named, aliases: known };
  });
}

/** What is said, by the names that the kind has for it. */
function asKindSays({ renamed = {}, said = (each) => each }: KindCmdlets, parameters: Said): Said {
  const kept = new Map(Object.entries(renamed).map(([own, shown]) => [shown, own]));
  const named = Object.entries(parameters).map(([name, value]) => [kept.get(name) ?? name, value] as const);
  return said(Object.fromEntries(named));
}

function newCmdlet(form: KindCmdlets, operation: NonNullable<ObjectOperations['New']>): Cmdlet {
  const { kind, typeName, columns, columnsNew = columns, parameterSets } = form;
  // Made of a JSON Schema, which takes long.
  const parameters = lazily(() => newParameters(form));
  return {
    name: `New-${nounOf(form)}`,
    synopsis: `Makes an object of the kind ${nounOf(form)}.`,
    get parameters() {
      return parameters();
    },
    ...(parameterSets && { parameterSets }),
    output: { typeName, columns: columnsNew },
    confirms: false,
    changes: true,
    examples: form.examples?.New ?? [],
    async run(call: CmdletCall): Promise<CmdletOutcome> {
      const { parameters, whatIf } = call;
      const made = await ordered(form, operation, call);
      const more = form.warningsNew?.(parameters) ?? [];
      const warned = { ...made, warnings: [...made.warnings, ...more] };
      if (whatIf) return told(warned, whatIf);
      const shown = outputObject(kind, made.object, { form: form.output });
      return { ...told(warned, whatIf), output: [{ ...shown, ...form.toldNew?.(made) }] };
    },
  };
}

/** What New- orders, with what goes before it and comes after it. */
async function ordered(
  form: KindCmdlets,
  operation: NonNullable<ObjectOperations['New']>,
  call: CmdletCall,
): Promise<ChangedObject> {
  const { parameters, whatIf, force, order } = call;
  const said = withoutNull(asKindSays(form, form.saidNew?.(parameters) ?? parameters));
  await form.beforeNew?.(call);
  const made = await order(operation, { parameters: said, validateOnly: whatIf, force: force || whatIf });
  if (!whatIf) await form.afterNew?.(call);
  return made;
}

function newParameters(form: KindCmdlets): readonly CmdletParameter[] {
  const needed = neededParameters(form.kind);
  const own = ownParameters(form).map((each) => ({
    ...each,
    mandatory: needed.includes(each.name),
    ...((each.name === 'Name' || each.name === 'Login') && { position: 1 }),
  }));
  return [...own, ...(form.added ?? [])];
}

function setParameters(form: KindCmdlets): readonly CmdletParameter[] {
  const { identity, fixed = [] } = kinds[form.kind];
  const once = [...(form.newOnly ?? []), ...fixed.map((each) => each.parameter)];
  const own = ownParameters(form).filter(({ name }) => !once.includes(name));
  const whose = identity === undefined ? [] : [identityParameter(nounOf(form), { mandatory: true })];
  return [...whose, ...own, ...(form.addedSet ?? [])];
}

function setCmdlet(form: KindCmdlets, operation: NonNullable<ObjectOperations['Set']>): Cmdlet {
  const noun = nounOf(form);
  const parameters = lazily(() => setParameters(form));
  return {
    name: `Set-${noun}`,
    synopsis: `Changes an object of the kind ${noun}; only what is named changes.`,
    get parameters() {
      return parameters();
    },
    output: nothing,
    confirms: false,
    changes: true,
    examples: form.examples?.Set ?? [],
    async run({ parameters: { Identity: named, ...given }, whatIf, force, order }): Promise<CmdletOutcome> {
      const said = asKindSays(form, given);
      const how = { validateOnly: whatIf, force: force || whatIf };
      return told(await order(operation, { identity: named, parameters: said, ...how }), whatIf);
    },
  };
}

function removeCmdlet(form: KindCmdlets, operation: NonNullable<ObjectOperations['Remove']>): Cmdlet {
  const noun = nounOf(form);
  return {
    name: `Remove-${noun}`,
    synopsis: `Removes an object of the kind ${noun}.`,
    parameters: [identityParameter(noun, { mandatory: true })],
    output: nothing,
    confirms: true,
    changes: true,
    examples: form.examples?.Remove ?? [],
    async run({ parameters: { Identity: named }, whatIf, force, order }): Promise<CmdletOutcome> {
      const how = { validateOnly: whatIf, force: force || whatIf };
      return told(await order(operation, { identity: named, ...how }), whatIf);
    },
  };
}

/** A new object has nothing that could be cleared. */
function withoutNull(said: Said): Said {
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== null));
}

interface Told {
  readonly changes: readonly string[];
  readonly warnings: readonly string[];
  readonly dangers: readonly string[];
}

/** What has become of the order; of one that is only tried what would be dangerous as well. */
export function told({ changes, warnings, dangers }: Told, whatIf: boolean): CmdletOutcome {
  const isSo = changes.length === 0 ? ['nothing is changed: it is so already'] : [];
  return {
    verbose: changes,
    warnings: [...warnings, ...isSo, ...(whatIf ? dangers : [])],
    output: [] as readonly OutputObject[],
  };
}
