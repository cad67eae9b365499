import { nameKey } from '@mailyard/schema';

/** Of the names that there are, the one that somebody probably meant: a separator left out, a letter or two. */
export function nearMiss(name: string, known: Iterable<string>): string | undefined {
  const meant = lettersOf(name);
  // Two letters that changed places are two edits.
  const most = meant.length < 5 ? 1 : Math.max(2, Math.floor(meant.length / 5));
  let best: { readonly name: string; readonly distance: number } | undefined;
  for (const each of known) {
    const distance = editDistance(meant, lettersOf(each), Math.min(most, (best?.distance ?? most + 1) - 1));
    if (distance !== undefined) best = { name: each, distance };
    if (best?.distance === 0) break;
  }
  return best?.name;
}

/** A backslash that was lost on the way through a web page is no mistake of a reader. */
function lettersOf(name: string): string {
  return nameKey(name).replaceAll(/[\s\\._-]+/g, '');
}

/** Levenshtein's distance, if it is not above `most`. */
function editDistance(from: string, to: string, most: number): number | undefined {
  if (most < 0 || Math.abs(from.length - to.length) > most) return undefined;
  let row = Array.from({ length: to.length + 1 }, (_, at) => at);
  for (const [at, letter] of from.split('').entries()) {
    row = nextRow(row, { at: at + 1, letter, to });
    if (Math.min(...row) > most) return undefined;
  }
  return row.at(-1);
}

function nextRow(
  row: readonly number[],
  { at, letter, to }: { readonly at: number; readonly letter: string; readonly to: string },
): number[] {
  const next = [at];
  for (let column = 1; column < row.length; column += 1) {
    const replaced = (row[column - 1] ?? 0) + (letter === to[column - 1] ? 0 : 1);
    next.push(Math.min(replaced, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1));
  }
  return next;
}
