import { nearMiss } from '../objects/identity/near-miss.js';
import { wildcard } from '../objects/identity/wildcard.js';
import { ObjectNotFound } from '../objects/identity/object-identity.js';
import { ParameterError } from './binding/parameter-error.js';
import { parameter, type CmdletOutcome, type OutputObject } from './cmdlet.js';
import { plainValue } from './values/rich-value.js';

const most = 10_000;

export const resultSize = parameter('ResultSize', `How many at most; Unlimited: ${most}.`, {
  type: 'integer',
  values: ['Unlimited'],
  default: '1000',
});

export function limitOf(said: unknown): number {
  if (said === 'Unlimited') return most;
  return typeof said === 'number' ? Math.min(said, most) : 1000;
}

export const sortOrder = parameter('SortOrder', '+Property or -Property, several by commas.', {
  multiple: true,
});

interface Listing {
  readonly SortOrder?: unknown;
  readonly ResultSize?: unknown;
}

/** How many rows have to be asked for: whoever sorts must have seen them all. */
export function askedFor({ SortOrder, ResultSize }: Listing): number {
  return (SortOrder ?? null) === null ? limitOf(ResultSize) : most;
}

/** The objects in their order, as many as are wanted. `-MessageCount` is from the largest down. */
export function listed(
  objects: readonly OutputObject[],
  { SortOrder, ResultSize }: Listing,
): readonly OutputObject[] {
  const said = Array.isArray(SortOrder) ? SortOrder : [SortOrder];
  const orders = said
    .filter((each): each is string => typeof each === 'string')
    .flatMap((each) => each.split(','))
    .map((each) => orderBy(each, objects[0]));
  const sorted =
    orders.length === 0
      ? objects
      : objects.toSorted((one, other) => orders.map((order) => order(one, other)).find(Boolean) ?? 0);
  return sorted.slice(0, limitOf(ResultSize));
}

type Order = (one: OutputObject, other: OutputObject) => number;

function orderBy(said: string, example: OutputObject | undefined): Order {
  const { sign, by = '' } = /^(?<sign>[+-]?)(?<by>\w+)$/.exec(said.trim())?.groups ?? {};
  if (by === '') throw new ParameterError('SortOrder', 'must be +Property or -Property', { value: said });
  if (example === undefined) return () => 0;
  const name = Object.keys(example).find((each) => each.toLowerCase() === by.toLowerCase());
  if (name === undefined) {
    throw new ParameterError('SortOrder', `there is no property ${by}`, { value: said });
  }
  const factor = sign === '-' ? -1 : 1;
  return (one, other) => factor * compared(plainValue(one[name]), plainValue(other[name]));
}

function compared(one: unknown, other: unknown): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  return textOf(one).localeCompare(textOf(other), 'en', { sensitivity: 'accent' });
}

function textOf(value: unknown): string {
  const isPlain = typeof value === 'string' || typeof value === 'number';
  return isPlain ? String(value) : (JSON.stringify(value) ?? '');
}

interface Named<Row> {
  readonly noun: string;
  /** With * all that fit; nothing: all. */
  readonly identity: unknown;
  readonly namesOf: (row: Row) => readonly string[];
}

/** The rows that an identity means; a literal that means nobody is an error. */
export function namedRows<Row>(
  rows: readonly Row[],
  { noun, identity, namesOf }: Named<Row>,
): readonly Row[] {
  if (typeof identity !== 'string' || identity.trim() === '') return rows;
  const fits = wildcard(identity);
  const found = rows.filter((row) => namesOf(row).some(fits));
  if (found.length > 0 || identity.includes('*')) return found;
  const names = rows.map((row) => namesOf(row)[0] ?? '');
  throw new ObjectNotFound(noun, identity, { suggestion: nearMiss(identity, names) });
}

/** A line for each thing that an order would be carried out on. */
export function triedOn(name: string, targets: readonly string[]): CmdletOutcome {
  if (targets.length === 0) return { verbose: [`${name} would find nothing to do`] };
  return { verbose: targets.map((target) => `${name} on ${target}`) };
}
