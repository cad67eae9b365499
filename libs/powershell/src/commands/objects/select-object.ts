import { wildcard } from '../../operators/wildcard.js';
import type { CommandDefinition, Invocation } from '../../command/command.js';
import { inputOf } from '../../command/input.js';
import { TerminatingError } from '../../errors/error-record.js';
import { memberOf, ownMember } from '../../values/members.js';
import { gathered } from '../../values/gathered.js';
import { areEqual } from '../../values/compare.js';
import { textOf } from '../../values/text.js';
import { itemsOf, Properties, PSObject, type Value } from '../../values/value.js';
import {
  inputObject,
  integer,
  isOn,
  numberParameter,
  properties,
  switchOf,
  textParameter,
} from '../parameters.js';
import { selectionsFor } from './property-selection.js';

export const selectObject: CommandDefinition = {
  name: 'Select-Object',
  synopsis: 'Takes properties of objects, or some of the objects.',
  aliases: ['select'],
  parameters: [
    properties,
    {
      name: 'ExcludeProperty',
      type: 'string',
      multiple: true,
      description: 'Which properties not, wildcards allowed.',
    },
    {
      name: 'ExpandProperty',
      type: 'string',
      description: 'The values of this property instead of the objects.',
    },
    integer('First', 'So many from the begin; what comes after is not asked for.'),
    integer('Last', 'So many from the end.'),
    integer('Skip', 'Without so many at the begin.'),
    integer('Index', 'Those at these places, from 0.', { multiple: true }),
    switchOf('Unique', 'Equal ones once.'),
    inputObject,
  ],
  examples: [
    {
      command: 'Get-ReceiveConnector | Select-Object Name,Bindings -First 3',
      description: 'Two properties of three connectors.',
    },
  ],
  run: select,
};

async function* select(invocation: Invocation): AsyncGenerator<Value> {
  const { parameters } = invocation;
  const seen: Value[] = [];
  const isUnique = isOn(parameters, 'Unique');
  for await (const item of counted(invocation)) {
    for (const value of await taken(item, invocation)) {
      if (isUnique && seen.some((one) => isSame(one, value))) continue;
      if (isUnique) seen.push(value);
      yield value;
    }
  }
}

function isSame(a: Value, b: Value): boolean {
  return a instanceof PSObject && b instanceof PSObject
    ? textOf(a) === textOf(b)
    : areEqual(a, b, { caseSensitive: true });
}

/** Those of the objects that -First, -Last, -Skip and -Index let through. */
async function* counted(invocation: Invocation): AsyncGenerator<Value> {
  const { parameters } = invocation;
  const skip = numberParameter(parameters, 'Skip') ?? 0;
  const last = numberParameter(parameters, 'Last');
  if (last === undefined) {
    const rest = skipped(inputOf(invocation), { skip, places: placesOf(invocation) });
    yield* begin(rest, numberParameter(parameters, 'First') ?? Infinity);
    return;
  }
  const all = await gathered(inputOf(invocation));
  yield* last > 0 ? all.slice(0, all.length - skip).slice(-last) : [];
}

function placesOf({ parameters }: Invocation): readonly Value[] | undefined {
  return parameters.has('Index') ? itemsOf(parameters.get('Index') ?? null) : undefined;
}

async function* skipped(
  items: AsyncIterable<Value>,
  { skip, places }: { readonly skip: number; readonly places: readonly Value[] | undefined },
): AsyncGenerator<Value> {
  let place = 0;
  for await (const item of items) {
    if (place >= skip && (places?.includes(place) ?? true)) yield item;
    place += 1;
  }
}

/** The end of this loop ends what came before in the pipeline. */
async function* begin(items: AsyncIterable<Value>, count: number): AsyncGenerator<Value> {
  let left = count;
  if (left <= 0) return;
  for await (const item of items) {
    yield item;
    left -= 1;
    if (left <= 0) return;
  }
}

async function taken(item: Value, invocation: Invocation): Promise<readonly Value[]> {
  const { parameters } = invocation;
  const expanded = textParameter(parameters, 'ExpandProperty');
  if (expanded !== undefined) {
    if (ownMember(item, expanded) === undefined) {
      throw new TerminatingError(`Property "${expanded}" cannot be found.`, { type: 'PSArgumentException' });
    }
    return itemsOf(memberOf(item, expanded));
  }
  const asked = parameters.get('Property') ?? (parameters.has('ExcludeProperty') ? ['*'] : null);
  return asked === null ? [item] : [await selected(item, asked, invocation)];
}

async function selected(item: Value, asked: Value, { parameters, frame }: Invocation): Promise<PSObject> {
  const excluded = itemsOf(parameters.get('ExcludeProperty') ?? null).map((one) => wildcard(textOf(one)));
  const entries = new Properties();
  for (const selection of selectionsFor(asked, item, frame)) {
    if (excluded.some((fits) => fits(selection.label))) continue;
    entries.set(selection.label, await selection.of(item));
  }
  const typeName = item instanceof PSObject ? (item.typeNames[0] ?? '') : '';
  return new PSObject(entries, {
    typeNames: [`Selected.${typeName}`, 'System.Management.Automation.PSCustomObject', 'System.Object'],
  });
}
