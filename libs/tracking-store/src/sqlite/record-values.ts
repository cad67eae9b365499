/**
 * The values of `trackingFields` in a record. None where a disk or a stranger has damaged it: nothing but its place among the
 * other events is known then, and they are told of as ever.
 */
export function recordValues(record: string): readonly string[] {
  try {
    const values: unknown = JSON.parse(record);
    return isTexts(values) ? values : [];
  } catch {
    // Told by the answer, which has an event without a time.
    return [];
  }
}

function isTexts(values: unknown): values is readonly string[] {
  return Array.isArray(values) && values.every((value) => typeof value === 'string');
}
