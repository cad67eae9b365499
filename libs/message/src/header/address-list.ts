/** A quoted string, an angle-addr, a separator, or anything else (RFC 5322 §3.2.4, §3.4). */
const token = /"(?:[^"\\]|\\.)*"|<[^<>]*>|[,;:]|[^"<>,;:]+/gsy;

/**
 * Whatever in a From or Sender field a reader may take for an address: the angle-addrs, the bare addr-specs, and display
 * names that look like one, since some mail programs show those. Undefined when the field cannot be read in one way.
 */
export function addressesIn(value: string): readonly string[] | undefined {
  const text = withoutComments(value);
  if (text === undefined) return undefined;
  const tokens = text.match(token) ?? [];
  // What no token has is an unclosed quote or bracket.
  if (tokens.join('') !== text) return undefined;
  const addresses: string[] = [];
  let words: string[] = [];
  for (const part of [...tokens, ',']) {
    if (!/^[,;:]$/.test(part)) words.push(part);
    else {
      addresses.push(...addressesOf(words, { groupName: part === ':' }));
      words = [];
    }
  }
  return addresses;
}

/** One mailbox: `phrase <address>` or the bare address; or the name of a group (RFC 5322 §3.4). */
function addressesOf(words: readonly string[], { groupName }: { readonly groupName: boolean }) {
  const inAngles = words.filter((word) => word.startsWith('<'));
  const outside = words.filter((word) => !word.startsWith('<'));
  const phrase = outside.join('').trim();
  const bare = inAngles.length === 0 && !groupName && phrase !== '';
  const posing = outside.some((word) => !word.startsWith('"') && word.includes('@'));
  return [...inAngles.map((word) => word.slice(1, -1).trim()), ...(bare || posing ? [phrase] : [])];
}

/** Comments nest (RFC 5322 §3.2.2). Undefined when one is not closed. */
function withoutComments(value: string): string | undefined {
  let depth = 0;
  let kept = '';
  for (const [part] of value.matchAll(/\\.|"(?:[^"\\]|\\.)*"|./gs)) {
    if (depth > 0 && part.startsWith('"')) return undefined;
    if (part === '(') depth += 1;
    else if (part === ')') depth -= 1;
    else if (depth === 0) kept += part;
    if (depth < 0) return undefined;
  }
  return depth === 0 ? kept : undefined;
}
