import { randomUUID, X509Certificate } from 'node:crypto';

import {
  edgeSubscription,
  type DirectoryChange,
  type DirectoryContent,
  type EdgeSubscription,
  type ObjectsToPut,
} from '@mailyard/directory';
import {
  readSubscriptionFile,
  sealSecrets,
  SubscriptionFileError,
  type SubscriptionFile,
} from '@mailyard/edge-sync';
import { isSameName } from '@mailyard/schema';

import type { OperationContext } from '../context.js';
import { OperationError, OperationInputError } from '../operation.js';
import { connectorsFor } from './edge-connectors.js';

export interface SubscribingTo {
  readonly fileData: string;
  readonly site: string;
  readonly internet: boolean;
  readonly inbound: boolean;
  readonly validateOnly: boolean;
}

/** In the organization: what the file of an Edge says is believed, and its connectors are made. */
export async function subscribeToEdge(
  order: SubscribingTo,
  context: OperationContext,
): Promise<EdgeSubscription> {
  const { directory, secretKeys, server } = context;
  const file = read(order.fileData);
  if (Date.parse(file.ExpirationDate) <= Date.now()) {
    throw new OperationError(
      `the file has expired at ${file.ExpirationDate}: New-EdgeSubscription -FileName at the Edge makes another one`,
    );
  }
  const subscription: EdgeSubscription = {
    Guid: file.SubscriptionId,
    Name: file.EdgeServerName,
    Fqdn: file.EdgeServerFQDN,
    Peer: 'Edge',
    Site: siteNamed(order.site, directory.organization.servers),
    Organization: directory.organization.transport.Guid,
    Authority: pemOf(file),
    Addresses: file.Addresses,
    Port: file.SmtpPort,
    SyncPort: file.SyncPort,
    SealedPassword: order.validateOnly
      ? ''
      : await sealSecrets({ introduction: file.ESRAPassword }, file.SubscriptionId, secretKeys),
    IntroductionEnds: file.ExpirationDate,
    SiteServers: [],
  };
  if (order.validateOnly) return subscription;
  await directory.update((content) => subscribing(subscription, content, { ...order, ...server }));
  // Whatever it had before, from another file: all of it is told again.
  const edge = await context.edge();
  await edge.synchronizer.forget(subscription);
  return edgeSubscription(subscription.Name, directory.organization) ?? subscription;
}

function subscribing(
  subscription: EdgeSubscription,
  { objects }: DirectoryContent,
  { internet, inbound, portOffset }: Pick<SubscribingTo, 'internet' | 'inbound'> & { portOffset: number },
): DirectoryChange {
  // The same Edge, set up anew.
  const former = objects.EdgeSubscriptions.filter(
    ({ Name, Guid }) => isSameName(Name, subscription.Name) && Guid !== subscription.Guid,
  );
  const newGuid = (): string => randomUUID();
  const wanted = { internet, inbound, portOffset, newGuid };
  const put: ObjectsToPut = {
    EdgeSubscriptions: [subscription],
    SendConnectors: connectorsFor(subscription, objects, wanted),
  };
  return { put, remove: former.map(({ Guid }) => ({ kind: 'EdgeSubscriptions', Guid })) };
}

function read(fileData: string): SubscriptionFile {
  try {
    return readSubscriptionFile(Buffer.from(fileData, 'base64'));
  } catch (error) {
    if (error instanceof SubscriptionFileError) throw new OperationInputError(error.message);
    throw error;
  }
}

function pemOf({ EdgeCertificateBlob }: SubscriptionFile): string {
  try {
    return new X509Certificate(Buffer.from(EdgeCertificateBlob, 'base64')).toString();
  } catch {
    throw new OperationInputError('the certificate in the file of the Edge subscription is none');
  }
}

function siteNamed(site: string, servers: readonly { readonly ADSite: string }[]): string {
  const sites = [...new Set(servers.map(({ ADSite }) => ADSite))];
  const found = sites.find((name) => isSameName(name, site));
  if (found !== undefined) return found;
  throw new OperationInputError(`no server is in the AD site ${site}; there is ${sites.join(', ')}`);
}
