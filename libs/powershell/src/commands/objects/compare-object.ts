import type { CommandDefinition, Invocation } from '../../command/command.js';
import { textOf } from '../../values/text.js';
import { itemsOf, Properties, PSObject, type Value } from '../../values/value.js';
import { gathered } from '../../values/gathered.js';
import { isOn, properties, switchOf } from '../parameters.js';
import { selectionsFor } from './property-selection.js';
import { valuesOf } from './sort-object.js';

export const compareObject: CommandDefinition = {
  name: 'Compare-Object',
  synopsis: 'What one list has and another has not.',
  aliases: ['compare', 'diff'],
  parameters: [
    {
      name: 'ReferenceObject',
      type: 'object',
      mandatory: true,
      position: 1,
      description: 'What is compared with.',
    },
    {
      name: 'DifferenceObject',
      type: 'object',
      mandatory: true,
      position: 2,
      pipeline: 'value',
      description: 'What is compared.',
    },
    {
      ...properties,
      position: 3,
      description: 'By which properties; by the text of the whole, unless named.',
    },
    switchOf('IncludeEqual', 'What both have, too.'),
    switchOf('ExcludeDifferent', 'Only what both have.'),
    switchOf('PassThru', 'The objects themselves.'),
  ],
  examples: [
    {
      command: 'Compare-Object (Get-Content ranges.txt) (Get-ReceiveConnector "MBX01\\Relay").RemoteIPRanges',
      description: 'Addresses that the file or the connector lacks.',
    },
  ],
  run: compare,
};

type Side = '<=' | '=>' | '==';

async function* compare(invocation: Invocation): AsyncGenerator<Value> {
  const { parameters, input } = invocation;
  const others =
    input === undefined ? itemsOf(parameters.get('DifferenceObject') ?? null) : await gathered(input);
  const left = await keyed(itemsOf(parameters.get('ReferenceObject') ?? null), invocation);
  const right = await keyed(others, invocation);
  const isWanted = (side: Side) =>
    side === '=='
      ? isOn(parameters, 'IncludeEqual') || isOn(parameters, 'ExcludeDifferent')
      : !isOn(parameters, 'ExcludeDifferent');
  for (const { item, side } of sides(left, right)) {
    if (!isWanted(side)) continue;
    yield isOn(parameters, 'PassThru') ? item : difference(item, side, invocation);
  }
}

interface Keyed {
  readonly item: Value;
  readonly key: string;
}

async function keyed(items: readonly Value[], { parameters, frame }: Invocation): Promise<Keyed[]> {
  const asked = parameters.get('Property') ?? null;
  const result: Keyed[] = [];
  for (const item of items) {
    const values = asked === null ? [item] : await valuesOf(item, selectionsFor(asked, item, frame));
    result.push({ item, key: values.map((value) => textOf(value).toLowerCase()).join('\0') });
  }
  return result;
}

/** Each one has one partner at most. */
function* sides(left: readonly Keyed[], right: readonly Keyed[]): Generator<{ item: Value; side: Side }> {
  const waiting = new Map<string, Value[]>();
  for (const { key, item } of left) waiting.set(key, [...(waiting.get(key) ?? []), item]);
  for (const { key, item } of right) {
    const partner = waiting.get(key)?.shift();
    yield { item, side: partner === undefined ? '=>' : '==' };
  }
  for (const items of waiting.values()) for (const item of items) yield { item, side: '<=' };
}

function difference(item: Value, side: Side, { parameters }: Invocation): Value {
  const asked = itemsOf(parameters.get('Property') ?? null).map(textOf);
  const shown: readonly (readonly [string, Value])[] =
    asked.length > 0 && item instanceof PSObject
      ? asked.map((name) => [name, item.properties.get(name) ?? null])
      : [['InputObject', item]];
  return new PSObject(new Properties([...shown, ['SideIndicator', side]]));
}
