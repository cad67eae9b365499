import { parseMailbox, type Path } from '@mailyard/smtp';

import { decodeText } from '../mime/encoded-word.js';

/** A quoted string, an angle-addr, a separator, or anything else (RFC 5322 §3.2.4, §3.4). */
const token = /"(?:[^"\\]|\\.)*"|<[^<>]*>|[,;:]|[^"<>,;:]+/gsy;
/** What looks like an addr-spec, wherever it stands. */
const addrSpec = /(?:"(?:[^"\\]|\\.)*"|[^\s<>()",;:\\@\p{Cc}]+)@(?:\[[^\]\s]*\]|[^\s<>()",;:\\@\p{Cc}]+)/gu;
/** No honest sender field has more between two commas; to search in it must not take long. */
const maxSearchedLength = 2_000;
/** RFC 5322 §4.4: a route is read and has no meaning. */
const obsoleteRoute = /<\s*@[^<>"\s@:]+(?:\s*,\s*@[^<>"\s@:]+)*\s*:/g;

/**
 * Whatever in a From or Sender field a reader may take for an address: the angle-addrs, the bare addr-specs, and display
 * names that look like one, since some mail programs show those. Undefined when the field is not well-formed.
 */
export function addressesIn(value: string): readonly string[] | undefined {
  return membersIn(value)?.flatMap(({ named, posing }) => [...new Set([...named, ...posing])]);
}

/** Those alone whom the field is about, groups resolved (RFC 5322 §3.4). Undefined when the field is not well-formed. */
export function mailboxesIn(value: string): readonly Path[] | undefined {
  return membersIn(value)?.flatMap(({ named }) => named.flatMap((address) => parseMailbox(address) ?? []));
}

/** What stands between two separators. */
interface Member {
  /** The angle-addr, or the bare addr-spec; nothing for the name of a group. */
  readonly named: readonly string[];
  /** What looks like an address in the display name. */
  readonly posing: readonly string[];
}

function membersIn(value: string): readonly Member[] | undefined {
  const text = withoutComments(value);
  if (text === undefined) return undefined;
  const tokens = text.match(token) ?? [];
  // What no token has is an unclosed quote or bracket.
  if (tokens.join('') !== text) return undefined;
  const members: Member[] = [];
  let words: string[] = [];
  for (const part of [...tokens, ',']) {
    if (!/^[,;:]$/.test(part)) words.push(part);
    else {
      const found = memberOf(words, { groupName: part === ':' });
      if (found === undefined) return undefined;
      members.push(found);
      words = [];
    }
  }
  return members;
}

/** One mailbox: `phrase <address>` or the bare address; or the name of a group (RFC 5322 §3.4). */
function memberOf(
  words: readonly string[],
  { groupName }: { readonly groupName: boolean },
): Member | undefined {
  const inAngles = words.filter((word) => word.startsWith('<')).map((word) => word.slice(1, -1).trim());
  const outside = words.filter((word) => !word.startsWith('<'));
  const phrase = outside.join('').trim();
  const bare = inAngles.length === 0 && !groupName && phrase !== '';
  const named = bare ? [phrase] : inAngles;
  if (named.some((address) => parseMailbox(address) === undefined)) return undefined;
  const unquoted = outside.filter((word) => !word.startsWith('"')).join(' ');
  if (unquoted.length > maxSearchedLength) return undefined;
  // RFC 5322 §4.4: `boss @ contoso.com <alice@contoso.com>`; some readers take the first one, white space and all.
  if (!bare && unquoted.replaceAll(addrSpec, '').includes('@')) return undefined;
  const posing = bare ? [] : [unquoted, decodeText(unquoted)].flatMap(addressLike);
  return { named, posing };
}

function addressLike(text: string): readonly string[] {
  return text.match(addrSpec) ?? [];
}

/** What a field that is not well-formed still tells. */
export interface LooseReading {
  /** All that looks like an address. */
  readonly addresses: readonly string[];
  /** The other words. */
  readonly phrase: string;
  /** An @ belongs to none of the addresses. */
  readonly stray: boolean;
}

/** Reads across commas, quotes, brackets and comments that do not fit together, and the obsolete forms of RFC 5322 §4.4. */
export function readLoosely(value: string): LooseReading {
  if (value.length > maxSearchedLength) return { addresses: [], phrase: '', stray: true };
  const text = decodeText(value)
    .replaceAll(obsoleteRoute, '<')
    .replaceAll(/\s*@\s*|(?<=\S)\s+\.\s+(?=\S)/g, (white) => white.trim());
  const rest = text.replaceAll(addrSpec, ' ');
  return {
    addresses: addressLike(text),
    phrase: rest.replaceAll(/[\s"\\<>()]+/g, ' ').trim(),
    stray: rest.includes('@'),
  };
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
