import { networkInterfaces } from 'node:os';

import type { Organization } from '@mailyard/directory';
import { isWildcard, listeningEndpoints } from '@mailyard/schema';
import type { Settings } from '@mailyard/service';

/** Whether a Receive connector of this server listens there: mail that went out to it would come in again. */
export function isOwnEndpoint(
  { address, port }: { readonly address: string; readonly port: number },
  organization: Organization,
  settings: Settings,
): boolean {
  const listening = organization
    .receiveConnectors(settings.server)
    .flatMap(({ Bindings }) => listeningEndpoints(Bindings, settings))
    .filter((endpoint) => endpoint.port === port);
  return listening.some((endpoint) =>
    isWildcard(endpoint) ? isOfThisMachine(address) : endpoint.address === address,
  );
}

function isOfThisMachine(address: string): boolean {
  if (address.startsWith('127.')) return true;
  return Object.values(networkInterfaces()).some((list) => list?.some((own) => own.address === address));
}
