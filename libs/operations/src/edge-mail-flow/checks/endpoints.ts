import { addressRange, parseBinding, parseIpRange, rangeContains } from '@mailyard/schema';

import { warning, type Finding } from '../finding.js';
import { connectorsFor, type Link } from '../links.js';
import type { MailFlowSide, SideReceiveConnector } from '../mail-flow-side.js';

/** The port that a Send connector goes to is one where the other side listens. What translates ports between them is not seen. */
export function unreachedPorts(link: Link): readonly Finding[] {
  const { connector, from, to } = link;
  const ports = new Set(connectorsFor(link).flatMap((each) => portsOf(each, to)));
  if (ports.size === 0 || ports.has(connector.port)) return [];
  const [nearest] = ports;
  return [
    warning(
      from,
      `"${connector.name}" goes to port ${connector.port}, and ${to.server} takes such mail at ${[...ports].join(', ')}`,
      `Set-SendConnector "${connector.name}" -Port ${nearest}, unless a firewall between them translates ports`,
    ),
  ];
}

/** The address that mail comes from is in RemoteIPRanges of a connector that would take it. */
export function unexpectedSources(link: Link): readonly Finding[] {
  const { connector, from, to } = link;
  const possible = connectorsFor(link).filter((each) => portsOf(each, to).includes(connector.port));
  const sources = sourcesOf(link);
  const [first] = possible;
  if (first === undefined || sources.length === 0) return [];
  const ranges = possible.flatMap(({ remoteIpRanges }) => remoteIpRanges);
  if (sources.some((source) => isIn(source, ranges))) return [];
  return [
    warning(
      to,
      `"${nameOf(first)}" takes sessions from ${first.remoteIpRanges.join(', ')}, and "${connector.name}" of ${from.server} comes from ${sources.join(', ')}: 421 4.3.2`,
      `Set-ReceiveConnector "${nameOf(first)}" -RemoteIPRanges @{Add="${sources[0]}"}, unless a firewall between them translates addresses`,
    ),
  ];
}

/** At a server with more than one network it may be that of any; SourceIPAddress says which. */
function sourcesOf({ connector, from }: Link): readonly string[] {
  if (from.serverRole === 'Edge' && connector.sourceIpAddress !== undefined) {
    return [connector.sourceIpAddress];
  }
  const bound = from.receiveConnectors.flatMap(({ bindings }) => bindings.map(addressOf)).filter(isOne);
  return [...new Set([...from.addresses, ...bound])];
}

function isIn(address: string, ranges: readonly string[]): boolean {
  const own = addressRange(address);
  return own !== undefined && ranges.some((text) => contains(text, own));
}

function contains(text: string, own: NonNullable<ReturnType<typeof addressRange>>): boolean {
  const range = parseIpRange(text);
  return range !== undefined && rangeContains(range, own);
}

function portsOf({ bindings }: SideReceiveConnector, { portOffset }: MailFlowSide): readonly number[] {
  return bindings.flatMap((text) => {
    const binding = parseBinding(text);
    return binding === undefined ? [] : [binding.port + portOffset];
  });
}

const addressOf = (binding: string): string => parseBinding(binding)?.address ?? '';

function isOne(address: string): boolean {
  return !['', '0.0.0.0', '::'].includes(address);
}

function nameOf({ identity }: SideReceiveConnector): string {
  return identity.slice(identity.indexOf('\\') + 1);
}
