import { isIP } from 'node:net';

import type { Endpoint } from '@mailyard/smtp';

/** `0.0.0.0:25`, `[::]:25`, `10.0.0.1:25`; a missing port is 25, as in the published examples. Undefined when malformed. */
export function parseBinding(text: string): Endpoint | undefined {
  const match = /^(?:\[([^\]]+)\]|([\d.]+))(?::(\d{0,5}))?$/.exec(text.trim());
  const address = match?.[1] ?? match?.[2];
  const port = match?.[3] ? Number(match[3]) : 25;
  if (address === undefined || isIP(address) !== (match?.[1] === undefined ? 4 : 6)) return undefined;
  return port >= 1 && port <= 65_535 ? { address, port } : undefined;
}

/** As Get-ReceiveConnector prints it. */
export function formatBinding({ address, port }: Endpoint): string {
  return isIP(address) === 6 ? `[${address}]:${port}` : `${address}:${port}`;
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
