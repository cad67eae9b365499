import { kinds, writtenValue } from '@mailyard/directory';

import { lazily } from '../../lazily.js';
import { objectOperations, type ObjectOperations } from '../../objects/object-operations.js';
import type { ChangedObject } from '../../objects/object-change.js';
import { neededParameters } from '../../objects/object-parameters.js';
import {
  identityParameter,
  type Cmdlet,
  type CmdletCall,
  type CmdletOutcome,
  type CmdletParameter,
  type OutputObject,
  type Wording,
} from '../cmdlet.js';
import { kindParameters } from './kind-parameters.js';
import { getCmdlet } from './get-cmdlet.js';
import { nounOf, type KindCmdlets } from './kind-form.js';
import { outputObject } from './object-output.js';

type Said = OutputObject;

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
    wording: wordingOf(form, operation.name),
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
    wording: wordingOf(form, operation.name),
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
    wording: wordingOf(form, operation.name),
    async run({ parameters: { Identity: named }, whatIf, force, order }): Promise<CmdletOutcome> {
      const how = { validateOnly: whatIf, force: force || whatIf };
      return told(await order(operation, { identity: named, ...how }), whatIf);
    },
  };
}

/** What is said of an object, by the names that cmdlets have for it. */
function wordingOf({ kind, renamed = {} }: KindCmdlets, operation: string): Wording {
  return {
    operation,
    calls({ identity, parameters = {} }) {
      const said = Object.entries(parameters as Said).map(
        ([name, value]) => [renamed[name] ?? name, asSaid(kind, name, value)] as const,
      );
      return [{ ...(identity !== undefined && { Identity: identity }), ...Object.fromEntries(said) }];
    },
  };
}

/** An address space is one word. */
function asSaid(kind: KindCmdlets['kind'], name: string, value: unknown): unknown {
  const isOne = (each: unknown): boolean => typeof each === 'object' && each !== null && 'Address' in each;
  return name === 'AddressSpaces' && Array.isArray(value)
    ? value.map((each: unknown) => (isOne(each) ? writtenValue(kind, name, each) : each))
    : value;
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
