/** Indexes in ascending order, as text: `0-4,7`. */
export function formatRanges(indexes: readonly number[]): string {
  const ranges: string[] = [];
  for (let at = 0; at < indexes.length; at += 1) {
    const first = indexes[at] ?? 0;
    while (indexes[at + 1] === (indexes[at] ?? 0) + 1) at += 1;
    ranges.push(first === indexes[at] ? String(first) : `${first}-${indexes[at]}`);
  }
  return ranges.join(',');
}

/** What the ranges choose of the list; undefined when they are no ranges of it. */
export function chosenBy<T>(text: string, list: readonly T[]): readonly T[] | undefined {
  const ranges = parseRanges(text);
  const last = ranges?.at(-1)?.[1] ?? list.length;
  if (ranges === undefined || last >= list.length) return undefined;
  return ranges.flatMap(([from, to]) => list.slice(from, to + 1));
}

/** The same of a list of which only the beginning is at hand. */
export function chosenOfFirst<T>(text: string, first: readonly T[]): readonly T[] {
  return (parseRanges(text) ?? []).flatMap(([from, to]) => first.slice(from, to + 1));
}

/** How many indexes they are; NaN when they are no ranges. */
export function countOf(text: string): number {
  return parseRanges(text)?.reduce((sum, [from, to]) => sum + to - from + 1, 0) ?? NaN;
}

function parseRanges(text: string): readonly (readonly [from: number, to: number])[] | undefined {
  const ranges: [number, number][] = [];
  let next = 0;
  for (const range of text.split(',')) {
    const [, first, last = first] = /^(\d+)(?:-(\d+))?$/.exec(range) ?? [];
    const [from, to] = [Number(first), Number(last)];
    if (!(from >= next && to >= from)) return undefined;
    ranges.push([from, to]);
    next = to + 1;
  }
  return ranges;
}
