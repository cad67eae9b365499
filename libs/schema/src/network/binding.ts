import type { Endpoint } from '@mailyard/smtp';
import { z } from 'zod';

import { brokenRules, ruleIssue } from '../rules/broken-rules.js';
import { formatIpAddress, parseIpAddress } from './ip-address.js';

const bindingPattern = /^(?:\[(?<v6>[^\]]*:[^\]]*)\]|(?<v4>[\d.]+))(?::(?<port>\d{0,5}))?$/;

/**
 * `0.0.0.0:25`, `[::]:25`, `10.0.0.1:25`; a missing port is 25, as in the published examples. Undefined when malformed.
 * The address comes in its one canonical form, so that equal bindings are equal texts.
 */
export function parseBinding(text: string): Endpoint | undefined {
  const known = parsed.get(text);
  if (known !== undefined) return known;
  const endpoint = readBinding(text.trim());
  if (parsed.size >= parsedMax) parsed.clear();
  if (endpoint !== undefined) parsed.set(text, endpoint);
  return endpoint;
}

/** Thousands of connectors have one of few bindings between them. */
const parsed = new Map<string, Endpoint>();
const parsedMax = 1000;

function readBinding(text: string): Endpoint | undefined {
  const groups = bindingPattern.exec(text)?.groups;
  const address = parseIpAddress(groups?.['v4'] ?? groups?.['v6'] ?? '');
  const port = Number(groups?.['port'] || 25);
  return address !== undefined && isPort(port) ? { address: formatIpAddress(address), port } : undefined;
}

/** A binding as text. */
export const binding = z.string().superRefine((text, context) => {
  if (parseBinding(text) !== undefined) return;
  const [, address = '', port = ''] = /^(.*?)(?::([^:\]]*))?$/s.exec(text.trim()) ?? [];
  const isOfPort = parseBinding(address) !== undefined && port !== '';
  context.addIssue({ code: 'custom', ...ruleIssue(isOfPort ? brokenRules.B4() : brokenRules.B3(address)) });
});

const isPort = (port: number): boolean => port >= 1 && port <= 65_535;

/** As Get-ReceiveConnector prints it. */
export function formatBinding({ address, port }: Endpoint): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}

const wildcards: readonly string[] = ['0.0.0.0', '::'];

/** Every address of a family. */
export function isWildcard({ address }: Pick<Endpoint, 'address'>): boolean {
  return wildcards.includes(address);
}

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
    const address = isWildcard(parsed) ? (settings.bindAddress ?? parsed.address) : parsed.address;
    const endpoint = { address, port: parsed.port + settings.portOffset };
    endpoints.set(formatBinding(endpoint), endpoint);
  }
  return [...endpoints.values()];
}
