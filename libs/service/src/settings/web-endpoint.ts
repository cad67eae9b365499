import { addressRange, formatBinding, parseIpRange, rangeContains } from '@mailyard/schema';
import type { Endpoint } from '@mailyard/smtp';

import type { Settings } from './settings.js';

/** Where the web pages are. */
export interface WebEndpoint extends Endpoint {
  readonly tls: boolean;
}

const standardPort = 8080;
const loopback = ['127.0.0.0/8', '::1'].flatMap((text) => parseIpRange(text) ?? []);

/** The login of the pages goes with each request, so beyond loopback it goes inside TLS, unless that is somebody else's part. */
export function webEndpoint({
  webBindAddress,
  webTls,
  portOffset,
}: Pick<Settings, 'webBindAddress' | 'webTls' | 'portOffset'>): WebEndpoint {
  return {
    // On `::` Node.js takes IPv4 as well.
    address: webBindAddress === '*' ? '::' : webBindAddress,
    port: standardPort + portOffset,
    tls: webTls === 'auto' ? !isLoopback(webBindAddress) : webTls === 'on',
  };
}

/** As a browser on this machine reaches it. */
export function webUrl({ address, port, tls }: WebEndpoint): string {
  const host = address === '::' || address === '0.0.0.0' ? '127.0.0.1' : address;
  return `${tls ? 'https' : 'http'}://${formatBinding({ address: host, port })}`;
}

/** As browsers anywhere have it. */
export function publicWebUrl(
  settings: Pick<Settings, 'webUrl' | 'fqdn' | 'webBindAddress' | 'webTls' | 'portOffset'>,
): string {
  if (settings.webUrl !== undefined) return settings.webUrl;
  const endpoint = webEndpoint(settings);
  return endpoint.tls ? `https://${settings.fqdn}:${endpoint.port}` : webUrl(endpoint);
}

export function isLoopback(address: string): boolean {
  const range = addressRange(address);
  return range !== undefined && loopback.some((each) => rangeContains(each, range));
}
