import type { CommandDefinition, Invocation } from '../../command/command.js';
import { inputOf } from '../../command/input.js';
import { sortOrder } from '../../values/compare.js';
import type { Value } from '../../values/value.js';
import { inputObject, integer, isOn, numberParameter, properties, switchOf } from '../parameters.js';
import { selectionsFor, type Selection } from './property-selection.js';

export const sortObject: CommandDefinition = {
  name: 'Sort-Object',
  synopsis: 'Puts objects in order.',
  aliases: ['sort'],
  parameters: [
    properties,
    switchOf('Descending', 'The greatest first.'),
    switchOf('Unique', 'Equal ones once.'),
    switchOf('CaseSensitive', 'Case counts.'),
    integer('Top', 'Only so many.'),
    inputObject,
  ],
  examples: [
    { command: 'Get-Queue | sort MessageCount -Descending', description: 'The longest queue first.' },
  ],
  run: sort,
};

interface Keyed {
  readonly item: Value;
  readonly keys: readonly Value[];
}

async function* sort(invocation: Invocation): AsyncGenerator<Value> {
  const { parameters } = invocation;
  const rows: Keyed[] = [];
  let selections: readonly Selection[] = [];
  for await (const item of inputOf(invocation)) {
    if (rows.length === 0) selections = keysOf(item, invocation);
    rows.push({ item, keys: await valuesOf(item, selections) });
  }
  const order = orderOf(selections, invocation);
  const sorted = rows.toSorted(order);
  const unique = isOn(parameters, 'Unique');
  const distinct = sorted.filter((row, i) => !unique || i === 0 || order(row, sorted[i - 1] ?? row) !== 0);
  yield* distinct.slice(0, numberParameter(parameters, 'Top') ?? distinct.length).map(({ item }) => item);
}

function keysOf(sample: Value, { parameters, frame }: Invocation): readonly Selection[] {
  const asked = parameters.get('Property') ?? null;
  return asked === null ? [{ label: '', of: async (item) => item }] : selectionsFor(asked, sample, frame);
}

export async function valuesOf(item: Value, selections: readonly Selection[]): Promise<Value[]> {
  const values: Value[] = [];
  for (const selection of selections) values.push(await selection.of(item));
  return values;
}

function orderOf(
  selections: readonly Selection[],
  { parameters }: Invocation,
): (a: Keyed, b: Keyed) => number {
  const options = { caseSensitive: isOn(parameters, 'CaseSensitive') };
  const descending = isOn(parameters, 'Descending');
  return (a, b) => {
    for (const [i, selection] of selections.entries()) {
      const result = sortOrder(a.keys[i] ?? null, b.keys[i] ?? null, options);
      if (result !== 0) return descending !== (selection.descending === true) ? -result : result;
    }
    return 0;
  };
}
