/**
 * Several values in one field, with `;` between them. A value that has one itself is put in single quotes, doubled where it
 * has one of those, so that the list can be taken apart again; a value that is alone stays as it is.
 */
export function formatList(values: readonly string[]): string {
  const [only = ''] = values;
  return values.length < 2 ? only : values.map(quoted).join(';');
}

/** `count`: how many values there are, when that is known. */
export function parseList(text: string, count?: number): readonly string[] {
  if (count === 1) return [text];
  if (text === '') return [];
  const values: string[] = [];
  const value = /'((?:[^']|'')*)'(?:;|$)|([^;]*)(?:;|$)/y;
  while (value.lastIndex < text.length) {
    const [, inQuotes, plain = ''] = value.exec(text) ?? [];
    values.push(inQuotes?.replaceAll("''", "'") ?? plain);
  }
  if (text.endsWith(';')) values.push('');
  return values;
}

function quoted(value: string): string {
  return value.includes(';') || value.startsWith("'") ? `'${value.replaceAll("'", "''")}'` : value;
}
