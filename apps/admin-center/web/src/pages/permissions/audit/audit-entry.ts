import type { OutputOf } from '../../../api/index.js';

type Told = OutputOf<'Search-AdminAuditLog'>[number];

/** A line of the log; entries have no name, so its place among those of its moment is a part of its key. */
export interface AuditEntry extends Told {
  readonly key: string;
}

export function withKeys(entries: readonly Told[]): readonly AuditEntry[] {
  const seen = new Map<string, number>();
  return entries.map((entry) => {
    const moment = `${entry.runDate} ${entry.operation} ${entry.caller}`;
    const count = seen.get(moment) ?? 0;
    seen.set(moment, count + 1);
    return { ...entry, key: count === 0 ? moment : `${moment} ${count}` };
  });
}

const naming = ['identity', 'Identity', 'name', 'Name', 'thumbprint', 'queue', 'component', 'server'];

/** What it was about: of a new object its name stands among its parameters. */
export function objectOf({ properties = [], parameters }: Pick<Told, 'properties' | 'parameters'>): string {
  const objects = [...new Set(properties.map(({ object }) => object))];
  if (objects.length > 0) return objects.join(', ');
  const named = naming.map((name) => parameters[name]).find((value) => value !== undefined);
  return named ?? /"(?:Name|Identity)":"([^"]+)"/.exec(parameters['parameters'] ?? '')?.[1] ?? '';
}

export function textOf(entry: AuditEntry): string {
  const { caller, client, operation, error = '', modified = [] } = entry;
  return [caller, client, operation, objectOf(entry), error, ...modified].join(' ');
}
