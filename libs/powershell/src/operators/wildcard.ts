/** A pattern of `-like`: `*`, `?`, `[a-z]`, and a backtick before a character that is meant as it stands. */
export function wildcard(pattern: string, { caseSensitive = false } = {}): (text: string) => boolean {
  const parts = pattern.match(/`[^]|\*+|\?|\[[^\]]+\]|[^]/g) ?? [];
  // Runs of `*` are one, and `[^]*` between fixed parts is tried lazily: no pattern takes long.
  const test = matcher(parts.map(piece), caseSensitive);
  return test;
}

type Piece = { readonly kind: 'any' } | { readonly kind: 'one'; readonly test: (char: string) => boolean };

function piece(part: string): Piece & { readonly source: string } {
  if (part.startsWith('*')) return { kind: 'any', source: part };
  if (part === '?') return { kind: 'one', source: part, test: () => true };
  if (part.length > 2 && part.startsWith('[')) {
    return { kind: 'one', source: part, test: set(part.slice(1, -1)) };
  }
  const literal = part.startsWith('`') && part.length > 1 ? part.slice(1) : part;
  return { kind: 'one', source: literal, test: (char) => char === literal };
}

function set(members: string): (char: string) => boolean {
  const ranges = members.match(/[^]-[^]|[^]/g) ?? [];
  return (char) =>
    ranges.some((range) =>
      range.length === 3 ? char >= range.charAt(0) && char <= range.charAt(2) : char === range,
    );
}

/** Greedy with one point of return, which is enough for wildcards and linear in practice. */
function matcher(pieces: readonly Piece[], caseSensitive: boolean): (text: string) => boolean {
  const fits = (one: Piece | undefined, char: string) =>
    one?.kind === 'one' &&
    (one.test(char) || (!caseSensitive && (one.test(char.toLowerCase()) || one.test(char.toUpperCase()))));
  return (text) => {
    let [at, back, backText] = [0, -1, 0];
    for (let i = 0; i < text.length;) {
      if (fits(pieces[at], text.charAt(i))) {
        at += 1;
        i += 1;
      } else if (pieces[at]?.kind === 'any') {
        back = at;
        at += 1;
        backText = i;
      } else if (back >= 0) {
        at = back + 1;
        backText += 1;
        i = backText;
      } else return false;
    }
    return pieces.slice(at).every(({ kind }) => kind === 'any');
  };
}

export function hasWildcard(text: string): boolean {
  return /[*?[]/.test(text);
}
