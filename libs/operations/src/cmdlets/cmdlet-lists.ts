import { nearMiss } from '../objects/identity/near-miss.js';
import { wildcard } from '../objects/identity/wildcard.js';
import { ObjectNotFound } from '../objects/identity/object-identity.js';
import { ParameterError } from './binding/parameter-error.js';
import { parameter, type CmdletOutcome } from './cmdlet.js';

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

/** `-MessageCount` is from the largest down. */
export function sortOf(said: unknown): { readonly by: string; readonly descending: boolean } | undefined {
  if (typeof said !== 'string') return undefined;
  const { sign, by } = /^(?<sign>[+-]?)(?<by>\w+)$/.exec(said.trim())?.groups ?? {};
  if (by === undefined) {
    throw new ParameterError('SortOrder', 'must be +Property or -Property', { value: said });
  }
  return { by, descending: sign === '-' };
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

/** Of an order that cannot be tried without being carried out. */
export function tried(name: string, target: unknown): CmdletOutcome {
  return {
    verbose: [`What if: ${name} would be carried out on ${typeof target === 'string' ? target : 'all'}`],
  };
}
