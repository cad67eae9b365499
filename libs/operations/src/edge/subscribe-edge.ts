import { randomUUID } from 'node:crypto';

import {
  ownSubscription,
  kinds,
  type DirectoryChange,
  type DirectoryContent,
  type EdgeSubscription,
  type ObjectId,
} from '@mailyard/directory';
import { newSecret, openSecrets, sealSecrets, writeSubscriptionFile } from '@mailyard/edge-sync';
import { isSameName } from '@mailyard/schema';
import { version } from '@mailyard/service';

import type { OperationContext } from '../context.js';
import { requireConfirmation } from '../objects/dangers/dangers.js';

/** Beside the port of Exchange's directory service, 50636, to which no offset could be added. */
const syncPort = 5636;
const smtpPort = 25;

export interface SubscribingEdge {
  /** How long the file can be used. */
  readonly expiryMs: number;
  readonly force: boolean;
  readonly validateOnly: boolean;
}

/** What a subscription replaces, in the order in which it is told. */
const replaced = ['AcceptedDomains', 'RemoteDomains', 'SendConnectors'] as const;

/** At an Edge: the file for its organization, and a secret by which that may introduce itself once. */
export async function subscribeEdge(
  { expiryMs, force, validateOnly }: SubscribingEdge,
  context: OperationContext,
): Promise<{ readonly subscription: EdgeSubscription; readonly file: Buffer }> {
  const { directory, secretKeys, server } = context;
  const { organization } = directory;
  const known = ownSubscription(organization);
  if (known === undefined && !validateOnly) {
    requireConfirmation([dangerOf(organization.objects, expiryMs)], force);
  }
  const Guid = known?.Guid ?? randomUUID();
  const introduction = newSecret();
  const inForce = known === undefined ? undefined : (await openSecrets(known, secretKeys)).inForce;
  const secrets = { introduction, ...(inForce !== undefined && { inForce }) };
  const now = Date.now();
  const edge = await context.edge();
  const authority = await edge.authority();
  const subscription: EdgeSubscription = {
    SiteServers: [],
    ...known,
    Guid,
    Name: server.name,
    Fqdn: server.fqdn,
    Peer: 'Organization',
    Addresses: await edge.addresses(server.name),
    Port: smtpPort + server.portOffset,
    SyncPort: syncPort + server.portOffset,
    SealedPassword: validateOnly ? '' : await sealSecrets(secrets, Guid, secretKeys),
    IntroductionEnds: new Date(now + expiryMs).toISOString(),
  };
  if (!validateOnly) await directory.update((content) => subscribing(subscription, content));
  return { subscription, file: Buffer.from(fileOf(subscription, { introduction, authority, now })) };
}

/** Who is subscribed already loses nothing: what is in force stays so until the organization has introduced itself again. */
function subscribing(subscription: EdgeSubscription, { objects }: DirectoryContent): DirectoryChange {
  const isSubscribed = objects.EdgeSubscriptions.some(({ Guid }) => Guid === subscription.Guid);
  return {
    put: { EdgeSubscriptions: [subscription] },
    remove: isSubscribed ? [] : ownObjects(objects),
    source: subscription.Guid,
  };
}

/** What an administrator has made, and what comes from an organization; not what every server has. */
export function ownObjects(objects: DirectoryContent['objects']): readonly ObjectId[] {
  return replaced.flatMap((kind) => {
    const { builtIn = [] } = kinds[kind];
    const removable = objects[kind].filter(
      ({ Name }) => !builtIn.some((each) => isSameName(String(each['Name']), Name)),
    );
    return removable.map(({ Guid }) => ({ kind, Guid }));
  });
}

function dangerOf(objects: DirectoryContent['objects'], expiryMs: number): string {
  const counts = replaced.map((kind) => `${ownObjects(objects).filter((id) => id.kind === kind).length}`);
  const [domains, remote, connectors] = counts;
  return (
    `This Edge server will be managed by EdgeSync: its accepted domains (${domains}), remote domains (${remote}) and Send connectors (${connectors}) are deleted now, ` +
    'and the organization’s take their place; from now on they are made, changed and removed inside the organization alone, and so are the lists of domains with mutual TLS. ' +
    `Until the subscription is completed there, within ${Math.round(expiryMs / 60_000)} minutes, this server has everybody try again later (451 4.3.5).`
  );
}

function fileOf(
  { Name, Fqdn, Guid, Addresses, Port, SyncPort, IntroductionEnds = '' }: EdgeSubscription,
  { introduction, authority, now }: { introduction: string; authority: string; now: number },
): string {
  return writeSubscriptionFile({
    EdgeServerName: Name,
    EdgeServerFQDN: Fqdn,
    EdgeCertificateBlob: authority.replaceAll(/-----[A-Z ]+-----|\s/g, ''),
    ESRAPassword: introduction,
    EffectiveDate: new Date(now).toISOString(),
    ExpirationDate: IntroductionEnds,
    SyncPort,
    SmtpPort: Port,
    Addresses: [...Addresses],
    SubscriptionId: Guid,
    VersionNumber: version,
  });
}
