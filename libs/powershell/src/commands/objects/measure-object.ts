import type { CommandDefinition, Invocation } from '../../command/command.js';
import { inputOf } from '../../command/input.js';
import { TerminatingError } from '../../errors/error-record.js';
import { sortOrder } from '../../values/compare.js';
import { gathered } from '../../values/gathered.js';
import { asNumber } from '../../values/convert.js';
import { textOf } from '../../values/text.js';
import { Properties, PSObject, type Value } from '../../values/value.js';
import { inputObject, isOn, properties, switchOf } from '../parameters.js';
import { selectionsFor } from './property-selection.js';

const statistics = ['Sum', 'Average', 'Maximum', 'Minimum'] as const;
const counts = ['Line', 'Word', 'Character'] as const;

export const measureObject: CommandDefinition = {
  name: 'Measure-Object',
  synopsis: 'Counts objects, adds up and averages their properties.',
  aliases: ['measure'],
  parameters: [
    properties,
    ...statistics.map((name) => switchOf(name, `The ${name.toLowerCase()}.`)),
    ...counts.map((name) => switchOf(name, `Counts ${name.toLowerCase()}s of text.`)),
    inputObject,
  ],
  examples: [
    { command: 'Get-Queue | measure MessageCount -Sum', description: 'How many messages all queues have.' },
  ],
  run: measure,
};

async function* measure(invocation: Invocation): AsyncGenerator<Value> {
  const items = await gathered(inputOf(invocation));
  const asked = invocation.parameters.get('Property') ?? null;
  if (counts.some((name) => isOn(invocation.parameters, name))) {
    yield textMeasure(items.map(textOf), invocation);
  } else if (asked === null) yield measured('', items, invocation);
  else yield* ofProperties(items, asked, invocation);
}

async function* ofProperties(
  items: readonly Value[],
  asked: Value,
  invocation: Invocation,
): AsyncGenerator<Value> {
  for (const selection of selectionsFor(asked, items[0] ?? null, invocation.frame)) {
    const values: Value[] = [];
    for (const item of items) values.push(await selection.of(item));
    const present = values.filter((value) => value !== null);
    if (present.length === 0 && items.length > 0) {
      throw new TerminatingError(
        `The property "${selection.label}" cannot be found in the input for any objects.`,
      );
    }
    yield measured(selection.label, present, invocation);
  }
}

function measured(property: string, values: readonly Value[], { parameters }: Invocation): PSObject {
  const wants = (name: (typeof statistics)[number]) => isOn(parameters, name);
  const sum = wants('Sum') || wants('Average') ? total(property, values) : 0;
  const sorted = values.toSorted((a, b) => sortOrder(a, b, { caseSensitive: false }));
  return new PSObject(
    new Properties([
      ['Count', values.length],
      ['Average', wants('Average') && values.length > 0 ? sum / values.length : null],
      ['Sum', wants('Sum') ? sum : null],
      ['Maximum', wants('Maximum') ? (sorted.at(-1) ?? null) : null],
      ['Minimum', wants('Minimum') ? (sorted[0] ?? null) : null],
      ['Property', property],
    ]),
    { typeNames: ['Microsoft.PowerShell.Commands.GenericMeasureInfo'] },
  );
}

function total(property: string, values: readonly Value[]): number {
  return values.reduce<number>((sum, value) => {
    const number = asNumber(value);
    if (number === undefined) {
      throw new TerminatingError(
        `Input object "${textOf(value)}" is not numeric${property === '' ? '' : `: ${property}`}.`,
      );
    }
    return sum + number;
  }, 0);
}

function textMeasure(texts: readonly string[], { parameters }: Invocation): PSObject {
  const sumOf = (count: (text: string) => number) => texts.reduce((sum, text) => sum + count(text), 0);
  const values: readonly [string, () => number][] = [
    ['Line', () => sumOf((text) => text.split('\n').length)],
    ['Word', () => sumOf((text) => text.split(/\s+/).filter((word) => word !== '').length)],
    ['Character', () => sumOf(({ length }) => length)],
  ];
  const entries = values.map(
    ([name, count]) => [`${name}s`, isOn(parameters, name) ? count() : null] as const,
  );
  return new PSObject(new Properties(entries), {
    typeNames: ['Microsoft.PowerShell.Commands.TextMeasureInfo'],
  });
}
