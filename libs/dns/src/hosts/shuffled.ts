/** `random`: at least 0, less than 1. */
export function shuffled<Value>(values: readonly Value[], random: () => number): readonly Value[] {
  const result = [...values];
  for (let last = result.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    [result[last], result[other]] = [result[other] as Value, result[last] as Value];
  }
  return result;
}
