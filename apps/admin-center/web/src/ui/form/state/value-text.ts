/** The value of any parameter as a text. */
export function valueText(value: unknown): string {
  if (value === undefined || value === null || value === '') return '–';
  if (Array.isArray(value)) return value.map(valueText).join(', ') || '–';
  return typeof value === 'object' ? JSON.stringify(value) : String(value as string | number | boolean);
}
