/** Somebody may choose the texts: past this many everything is forgotten at once. */
const textsMax = 10_000;

/** The same function of a text, with a memory: for what the same few texts are asked again and again. */
export function remembered<Result>(of: (text: string) => Result): (text: string) => Result {
  const known = new Map<string, Result>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined || known.has(text)) return before as Result;
    const result = of(text);
    if (known.size >= textsMax) known.clear();
    known.set(text, result);
    return result;
  };
}
