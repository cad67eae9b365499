import type { ObjectOf } from '../../../../api/index.js';
import type { Shown } from '../../../../ui/index.js';

export type Threshold = ObjectOf<'Servers'>['ResourceThresholds'][number];

export const thresholdNames = [
  'LowToMedium',
  'MediumToHigh',
  'HighToMedium',
  'MediumToLow',
  'HistoryDepth',
] as const;
type Name = (typeof thresholdNames)[number];

/** A row of the list: the resource, then what is said of it, `-` where nothing is. */
export function rowOf(threshold: Threshold): string {
  return [threshold.Resource, ...thresholdNames.map((name) => threshold[name] ?? '-')].join('\t');
}

/** What is no number is sent as it was typed, and refused with the reason. */
export function thresholdOf(row: string): Readonly<Record<string, unknown>> {
  const [Resource = '', ...values] = row.split('\t');
  const said = thresholdNames.flatMap((name, at): (readonly [Name, unknown])[] => {
    const text = values[at]?.trim() ?? '';
    if (text === '' || text === '-') return [];
    return [[name, Number.isNaN(Number(text)) ? text : Number(text)]];
  });
  return { Resource, ...Object.fromEntries(said) };
}

export const thresholds: Shown = {
  toText: (value) => (Array.isArray(value) ? (value as readonly Threshold[]).map(rowOf) : []),
  toValue: (rows) => (Array.isArray(rows) ? (rows as readonly string[]).map(thresholdOf) : []),
};
