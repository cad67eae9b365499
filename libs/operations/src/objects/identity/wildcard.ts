import { nameKey } from '@mailyard/schema';

/**
 * Whether a name fits a pattern in which `*` stands for anything, as names are compared. Each part is looked for once, so
 * that no pattern takes long, however many `*` it has.
 */
export function wildcard(pattern: string): (name: string) => boolean {
  const [first = '', ...others] = nameKey(pattern).split('*');
  const last = others.pop();
  if (last === undefined) return (name) => nameKey(name) === first;
  return (name) => {
    const text = nameKey(name);
    const end = text.length - last.length;
    let at = first.length;
    if (at > end || !text.startsWith(first) || !text.endsWith(last)) return false;
    for (const part of others) {
      const found = text.indexOf(part, at);
      if (found === -1 || found + part.length > end) return false;
      at = found + part.length;
    }
    return true;
  };
}
