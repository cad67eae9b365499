import { areEqual } from '../values/compare.js';
import { textOf } from '../values/text.js';
import {
  collected,
  Hashtable,
  isList,
  Properties,
  PSObject,
  ScriptBlock,
  type Value,
} from '../values/value.js';
import { BindingError } from './binding-error.js';
import type { CommandDefinition, ParameterDefinition } from '../command/command.js';
import { commonParameters } from '../command/common-parameters.js';
import { convertParameter, type Given } from './convert-parameter.js';

export type BoundArgument =
  | ({ readonly kind: 'value' } & Given)
  | { readonly kind: 'parameter'; readonly name: string; readonly given: Given | undefined };

/**
 * The order of binding: names (exact, unique begin, alias), then positions. What the pipeline brings is bound for each
 * object by `bindInput`, and what is mandatory is demanded after that.
 */
export function bind(definition: CommandDefinition, words: readonly BoundArgument[]): Properties {
  const known = [...definition.parameters, ...commonParameters(definition)];
  const bound = new Properties();
  checkRefused(definition, words);
  const positional = bindNames(known, words, bound);
  bindPositions(known, positional, bound);
  checkSets(definition, bound);
  return bound;
}

/** Whoever types what is not there is told why, before a name that begins so is taken for it. */
function checkRefused(
  { refused = {}, parameters }: CommandDefinition,
  words: readonly BoundArgument[],
): void {
  const reasons = new Map(Object.entries(refused).map(([name, why]) => [name.toLowerCase(), why]));
  for (const { name } of parameters) reasons.delete(name.toLowerCase());
  for (const word of words) {
    const reason = word.kind === 'parameter' ? reasons.get(word.name.toLowerCase()) : undefined;
    if (word.kind !== 'parameter' || reason === undefined) continue;
    throw new BindingError(
      `A parameter cannot be found that matches parameter name '${word.name}': ${reason}.`,
    );
  }
}

/** The values that no name took. */
function bindNames(
  known: readonly ParameterDefinition[],
  words: readonly BoundArgument[],
  bound: Properties,
): Given[] {
  const rest: Given[] = [];
  for (let i = 0; i < words.length; i += 1) {
    const word = words[i];
    if (word?.kind === 'value') rest.push(word);
    if (word?.kind !== 'parameter') continue;
    const parameter = parameterNamed(known, word.name);
    const next = words[i + 1];
    if (word.given !== undefined) set(bound, parameter, word.given);
    else if (parameter.type === 'switch') set(bound, parameter, { value: true });
    else if (next?.kind === 'value') {
      set(bound, parameter, next);
      i += 1;
    } else {
      throw new BindingError(
        `Missing an argument for parameter '${parameter.name}'. Specify a value and try again.`,
        parameter,
      );
    }
  }
  return rest;
}

function set(bound: Properties, parameter: ParameterDefinition, given: Given): void {
  if (bound.has(parameter.name)) {
    throw new BindingError(
      `Cannot bind parameter because parameter '${parameter.name}' is specified more than once. To provide multiple values to parameters that can accept multiple values, use the array syntax. For example, "-parameter value1,value2,value3".`,
      parameter,
    );
  }
  bound.set(parameter.name, convertParameter(parameter, given));
}

/** By name, else by alias, else by the begin of one name. */
export function parameterNamed(known: readonly ParameterDefinition[], name: string): ParameterDefinition {
  const key = name.toLowerCase();
  const exact =
    known.find((parameter) => parameter.name.toLowerCase() === key) ??
    known.find(({ aliases = [] }) => aliases.some((alias) => alias.toLowerCase() === key));
  if (exact !== undefined) return exact;
  const begun = known.filter((parameter) => parameter.name.toLowerCase().startsWith(key));
  const [first] = begun;
  if (first === undefined) {
    throw new BindingError(`A parameter cannot be found that matches parameter name '${name}'.`);
  }
  if (begun.length === 1) return first;
  const candidates = begun.map((parameter) => `-${parameter.name}`).join(' ');
  throw new BindingError(
    `Parameter cannot be processed because the parameter name '${name}' is ambiguous. Possible matches include: ${candidates}.`,
  );
}

function bindPositions(
  known: readonly ParameterDefinition[],
  values: readonly Given[],
  bound: Properties,
): void {
  const places = known
    .filter(({ position }) => position !== undefined)
    .toSorted((a, b) => (a.position ?? 0) - (b.position ?? 0));
  const left = [...values];
  for (const place of places) {
    const [next] = left;
    if (next === undefined) return;
    if (place.remaining === true || !takes(place, next, { places, bound })) continue;
    set(bound, place, next);
    left.shift();
  }
  const remaining = known.find((parameter) => parameter.remaining === true && !bound.has(parameter.name));
  if (left.length > 0 && remaining === undefined) throw unexpected(left[0]);
  if (left.length > 0 && remaining !== undefined) {
    bound.set(remaining.name, collected(left.map(({ value }) => value)));
  }
}

/** Parameters of one position are alternatives: a script block is no name of a property, and the other way about. */
function takes(
  place: ParameterDefinition,
  { value }: Given,
  { places, bound }: { readonly places: readonly ParameterDefinition[]; readonly bound: Properties },
): boolean {
  const alternatives = places.filter(({ position }) => position === place.position);
  if (alternatives.some(({ name }) => bound.has(name))) return false;
  return alternatives.length === 1 || (place.type === 'scriptblock') === value instanceof ScriptBlock;
}

function unexpected(given: Given | undefined): BindingError {
  const shown = given?.text ?? textOf(given?.value ?? null);
  const advice = /^[-\u2013\u2014]$/.test(shown) ? ' A parameter name follows its dash without a space.' : '';
  return new BindingError(
    `A positional parameter cannot be found that accepts argument '${shown}'.${advice}`,
  );
}

/** Parameters of sets that exclude each other. */
function checkSets({ parameterSets = [] }: CommandDefinition, bound: Properties): void {
  const inSets = new Set(parameterSets.flat().map((name) => name.toLowerCase()));
  const given = bound.names().filter((name) => inSets.has(name.toLowerCase()) && bound.get(name) !== false);
  if (given.length < 2 || parameterSets.some((names) => given.every((name) => includes(names, name)))) return;
  throw new BindingError(
    `Parameter set cannot be resolved using the specified named parameters: ${given.map((name) => `-${name}`).join(', ')} exclude each other.`,
  );
}

function includes(names: readonly string[], name: string): boolean {
  return names.some((one) => areEqual(one, name));
}

/** The parameters with what one object of the pipeline gives: itself by type or by value, then its properties by name. */
export function bindInput(definition: CommandDefinition, bound: Properties, item: Value): Properties {
  const result = new Properties(bound.entries());
  const byValue = takerOf(
    item,
    definition.parameters.filter(({ name }) => !bound.has(name)),
  );
  if (byValue !== undefined) result.set(byValue.name, convertParameter(byValue, { value: item }));
  for (const parameter of definition.parameters) {
    if (parameter.pipeline !== 'property' || result.has(parameter.name)) continue;
    const value = propertyFor(item, parameter);
    if (value !== undefined && value !== null) {
      result.set(parameter.name, convertParameter(parameter, { value }));
    }
  }
  if (byValue === undefined && result.size === bound.size && takesInput(definition)) {
    throw new BindingError(
      'The input object cannot be bound to any parameters for the command either because the command does not take pipeline input or the input and its properties do not match any of the parameters that take pipeline input.',
    );
  }
  demandMandatory(definition, result);
  return result;
}

/** The parameter that the object itself is for. */
function takerOf(item: Value, free: readonly ParameterDefinition[]): ParameterDefinition | undefined {
  const typed = free.find((parameter) => isOfItsType(item, parameter));
  return typed ?? free.find(({ pipeline }) => pipeline === 'value');
}

function isOfItsType(item: Value, { pipelineTypes = [] }: ParameterDefinition): boolean {
  return item instanceof PSObject && item.typeNames.some((name) => pipelineTypes.includes(name));
}

function takesInput({ parameters }: CommandDefinition): boolean {
  return parameters.some(({ pipeline }) => pipeline !== undefined);
}

function propertyFor(item: Value, { name, aliases = [] }: ParameterDefinition): Value | undefined {
  const names = [name, ...aliases];
  if (item instanceof PSObject) {
    return names.map((one) => item.properties.get(one)).find((value) => value !== undefined);
  }
  if (item instanceof Hashtable) {
    return names.map((one) => item.entries.get(one)).find((value) => value !== undefined);
  }
  return undefined;
}

/** What is mandatory in the set that was chosen, or in all. */
export function demandMandatory(
  { parameters, parameterSets = [] }: CommandDefinition,
  bound: Properties,
): void {
  const chosen = parameterSets.filter((names) => names.some((name) => bound.has(name)));
  const isDemanded = ({ name, mandatory }: ParameterDefinition) => {
    if (mandatory !== true) return false;
    const sets = parameterSets.filter((names) => includes(names, name));
    return sets.length === 0 || chosen.length === 0 || sets.some((names) => chosen.includes(names));
  };
  const missing = parameters.filter(
    (parameter) => isDemanded(parameter) && isAbsent(bound.get(parameter.name)),
  );
  if (missing.length === 0) return;
  const names = missing.map(({ name }) => name).join(' ');
  throw new BindingError(
    `Cannot process command because of one or more missing mandatory parameters: ${names}.`,
    missing[0],
  );
}

function isAbsent(value: Value | undefined): boolean {
  return value === undefined || (isList(value) && value.length === 0);
}
