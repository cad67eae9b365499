import { listOf, number, type Shown } from '../../../ui/index.js';

export interface DestinationRow {
  readonly kind: 'Domain' | 'MxDomain';
  readonly name: string;
  readonly MessageRateLimit: string;
  readonly ConnectionRateLimit: string;
  readonly MaxConcurrentConnections: string;
}

export const destinationLimits = [
  'MessageRateLimit',
  'ConnectionRateLimit',
  'MaxConcurrentConnections',
] as const;

/** A row of a list is a text. */
export function destinationText({ kind, name, ...limits }: DestinationRow): string {
  return [kind, name, ...destinationLimits.map((each) => limits[each])].join('\n');
}

export function destinationOf(text: string): DestinationRow {
  const [kind, name = '', ...limits] = text.split('\n');
  const [MessageRateLimit = '', ConnectionRateLimit = '', MaxConcurrentConnections = ''] = limits;
  return {
    kind: kind === 'MxDomain' ? kind : 'Domain',
    name,
    MessageRateLimit,
    ConnectionRateLimit,
    MaxConcurrentConnections,
  };
}

type Entry = Readonly<Partial<Record<string, string | number>>>;

/** DestinationLimits: what is left empty is not limited. */
export const shownDestinations: Shown = {
  toText: (value) =>
    ((value ?? []) as readonly Entry[]).map((entry) => {
      const kind = entry['MxDomain'] === undefined ? 'Domain' : 'MxDomain';
      const limits = destinationLimits.map((each) => String(entry[each] ?? ''));
      return [kind, entry[kind] ?? '', ...limits].join('\n');
    }),
  toValue: (value) =>
    listOf(value).map((text) => {
      const row = destinationOf(text);
      const limited = destinationLimits.filter((each) => row[each].trim() !== '');
      const limits = limited.map((each) => [each, number.toValue(row[each])] as const);
      return { [row.kind]: row.name.trim(), ...Object.fromEntries(limits) };
    }),
};
