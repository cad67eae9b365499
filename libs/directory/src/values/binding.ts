import { isIPv4, isIPv6 } from 'node:net';

import type { Endpoint } from '@mailyard/smtp';

const bindingPattern = /^(?:\[(?<v6>[^\]]+)\]|(?<v4>[\d.]+))(?::(?<port>\d{0,5}))?$/;

/** `0.0.0.0:25`, `[::]:25`, `10.0.0.1:25`; a missing port is 25, as in the published examples. Undefined when malformed. */
export function parseBinding(text: string): Endpoint | undefined {
  const groups = bindingPattern.exec(text.trim())?.groups;
  if (groups === undefined) return undefined;
  const { v4 = '', v6 = '' } = groups;
  const port = Number(groups['port'] || 25);
  if (!isIPv4(v4) && !isIPv6(v6)) return undefined;
  return isPort(port) ? { address: v4 || v6, port } : undefined;
}

const isPort = (port: number): boolean => port >= 1 && port <= 65_535;

/** As Get-ReceiveConnector prints it. */
export function formatBinding({ address, port }: Endpoint): string {
  return isIPv6(address) ? `[${address}]:${port}` : `${address}:${port}`;
}

const wildcards = ['0.0.0.0', '::'];

/**
 * Where a process listens for these bindings: ports moved by the offset, wildcard addresses replaced by the bind
 * address, no endpoint twice. An endpoint on `::` is meant for IPv6 alone, since `0.0.0.0` stands beside it.
 */
export function listeningEndpoints(
  bindings: readonly string[],
  settings: { readonly portOffset: number; readonly bindAddress?: string | undefined },
): readonly Endpoint[] {
  const endpoints = new Map<string, Endpoint>();
  for (const binding of bindings) {
    const parsed = parseBinding(binding);
    if (parsed === undefined) continue;
    const address = wildcards.includes(parsed.address)
      ? (settings.bindAddress ?? parsed.address)
      : parsed.address;
    const endpoint = { address, port: parsed.port + settings.portOffset };
    endpoints.set(formatBinding(endpoint), endpoint);
  }
  return [...endpoints.values()];
}
