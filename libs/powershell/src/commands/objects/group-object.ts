import type { CommandDefinition, Invocation } from '../../command/command.js';
import { inputOf } from '../../command/input.js';
import { textOf } from '../../values/text.js';
import { Hashtable, isList, Properties, PSObject, type Value } from '../../values/value.js';
import { inputObject, isOn, properties, switchOf } from '../parameters.js';
import { selectionsFor } from './property-selection.js';
import { valuesOf } from './sort-object.js';

export const groupObject: CommandDefinition = {
  name: 'Group-Object',
  synopsis: 'Counts and gathers objects that are alike.',
  aliases: ['group'],
  parameters: [
    properties,
    switchOf('NoElement', 'Counts alone, without the objects.'),
    switchOf('AsHashTable', 'A hashtable by the name of the group.', { aliases: ['AHT'] }),
    switchOf('CaseSensitive', 'Case counts.'),
    inputObject,
  ],
  examples: [
    { command: 'Get-Message | group Queue -NoElement', description: 'How many messages each queue has.' },
  ],
  run: group,
};

async function* group(invocation: Invocation): AsyncGenerator<Value> {
  const { parameters, frame } = invocation;
  const asked = parameters.get('Property') ?? null;
  const groups = new Map<string, { name: string; values: Value[]; items: Value[] }>();
  for await (const item of inputOf(invocation)) {
    const values = asked === null ? [item] : await valuesOf(item, selectionsFor(asked, item, frame));
    const name = values
      .map((value) => (isList(value) ? `{${value.map(textOf).join(', ')}}` : textOf(value)))
      .join(', ');
    const key = isOn(parameters, 'CaseSensitive') ? name : name.toLowerCase();
    const known = groups.get(key) ?? { name, values, items: [] };
    known.items.push(item);
    groups.set(key, known);
  }
  if (isOn(parameters, 'AsHashTable')) {
    yield new Hashtable(
      new Properties([...groups.values()].map(({ name, items }) => [name, items] as const)),
    );
    return;
  }
  const columns = isOn(parameters, 'NoElement') ? ['Count', 'Name'] : ['Count', 'Name', 'Group'];
  for (const { name, values, items } of groups.values()) {
    const entries: [string, Value][] = [
      ['Values', values],
      ['Count', items.length],
      ['Name', name],
    ];
    if (!isOn(parameters, 'NoElement')) entries.push(['Group', items]);
    yield new PSObject(new Properties(entries), {
      typeNames: ['Microsoft.PowerShell.Commands.GroupInfo'],
      columns,
    });
  }
}
