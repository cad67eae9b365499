import type { ReceiveConnector } from '@mailyard/directory';
import {
  brokenRules,
  formatBinding,
  isWildcard,
  parseBinding,
  parseIpRange,
  rangeContains,
  rangeSize,
  sameRange,
  type IpRange,
} from '@mailyard/schema';
import { z } from 'zod';

/** A connector that listens where another one does, too. */
export const sharingConnector = z
  .object({
    connector: z.string(),
    isThis: z.boolean(),
    enabled: z.boolean(),
    bindings: z.array(z.string()).readonly().describe('Those that it shares.'),
    remoteIPRanges: z.array(z.string()).readonly(),
    addresses: z.string().describe('How many its narrowest range has, as a whole number.'),
  })
  .readonly();

/** Something to know, which forbids nothing. */
export const connectorNote = z
  .object({
    rule: z.string().optional(),
    text: z.string(),
    object: z.string().describe('The other connector.'),
  })
  .readonly();

/** Those with a common binding, the connector among them: who is before whom, the most specific first. */
export function sharingOf(
  ours: ReceiveConnector,
  others: readonly ReceiveConnector[],
): readonly z.output<typeof sharingConnector>[] {
  const all = others.flatMap((other) => {
    const shared = commonBindings(ours, other);
    return shared.length === 0 ? [] : [[other, shared] as const];
  });
  const own = [...new Set(all.flatMap(([, shared]) => shared))];
  const connectors = [[ours, own] as const, ...all].map(([connector, bindings]) => ({
    connector: nameOf(connector),
    isThis: connector === ours,
    enabled: connector.Enabled,
    bindings,
    remoteIPRanges: connector.RemoteIPRanges,
    size: narrowest(connector),
  }));
  return connectors
    .toSorted((one, other) => Number(one.size - other.size > 0n) - Number(one.size - other.size < 0n))
    .map(({ size, ...connector }) => ({ ...connector, addresses: String(size) }));
}

/** C4, and who still listens on an address that the connector names. */
export function notesOf(
  ours: ReceiveConnector,
  others: readonly ReceiveConnector[],
): readonly z.output<typeof connectorNote>[] {
  const enabled = others.filter(({ Enabled }) => Enabled);
  return [
    ...enabled
      .filter((other) => commonBindings(ours, other).length > 0)
      .flatMap((other) => wider(ours, other)),
    ...enabled.flatMap((other) => stillListens(ours, other)),
  ];
}

function wider(ours: ReceiveConnector, other: ReceiveConnector): readonly z.output<typeof connectorNote>[] {
  const theirs = rangesOf(other);
  const inside = ours.RemoteIPRanges.filter((text) => {
    const range = parseIpRange(text);
    return (
      range !== undefined && theirs.some((each) => rangeContains(each, range) && !sameRange(each, range))
    );
  });
  if (inside.length === 0) return [];
  const { rule, reason: text } = brokenRules.C4(nameOf(other), inside.join(', '));
  return [{ rule, text, object: nameOf(other) }];
}

const wildcards: Readonly<Record<string, string>> = {
  '0.0.0.0': '(All available IPv4)',
  '::': '(All available IPv6)',
};

/** As the documents ask: whoever names an address takes it from the default connector. */
function stillListens(
  ours: ReceiveConnector,
  other: ReceiveConnector,
): readonly z.output<typeof connectorNote>[] {
  const object = nameOf(other);
  return endpointsOf(ours).flatMap(({ address, port }) => {
    if (isWildcard({ address })) return [];
    const theirs = endpointsOf(other).find(
      (each) =>
        isWildcard(each) && each.port === port && each.address.includes(':') === address.includes(':'),
    );
    if (theirs === undefined) return [];
    const through = wildcards[theirs.address] ?? theirs.address;
    return [
      { text: `${object} still listens on ${address} through ${through}. Change its bindings.`, object },
    ];
  });
}

function commonBindings(ours: ReceiveConnector, other: ReceiveConnector): readonly string[] {
  const theirs = new Set(endpointsOf(other).map(formatBinding));
  return endpointsOf(ours)
    .map(formatBinding)
    .filter((each) => theirs.has(each));
}

function endpointsOf({ Bindings }: ReceiveConnector) {
  return Bindings.flatMap((text) => parseBinding(text) ?? []);
}

function rangesOf({ RemoteIPRanges }: ReceiveConnector): readonly IpRange[] {
  return RemoteIPRanges.flatMap((text) => parseIpRange(text) ?? []);
}

function narrowest(connector: ReceiveConnector): bigint {
  const sizes = rangesOf(connector).map(rangeSize);
  return sizes.reduce((least, size) => (size < least ? size : least), sizes[0] ?? 0n);
}

function nameOf({ Server, Name }: ReceiveConnector): string {
  return `${Server}\\${Name}`;
}
