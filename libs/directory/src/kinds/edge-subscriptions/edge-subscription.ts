import { domainName, guid, isSameName, nameKey, objectName, oneOf } from '@mailyard/schema';
import { z } from 'zod';

import { identityOf } from '../lookup.js';

const port = z.int().min(1).max(65_535);
const hosts = {
  /** Where it was found when this was written: for networks in which its name has no address. */
  Addresses: z.array(z.union([z.ipv4(), z.ipv6()])).readonly(),
  Port: port,
};

/** A server of the subscribed site, to which an Edge hands mail inward. */
const siteServer = z.strictObject({ Name: objectName, Fqdn: domainName, ...hosts }).readonly();

/** What is in force at an Edge of what the organization has sent. */
const inForce = z
  .strictObject({
    Serial: z.int().min(1),
    IssuedAt: z.iso.datetime(),
    ValidUntil: z.iso.datetime(),
    /** SHA-256 of each section. */
    Sections: z
      .strictObject({ configuration: z.string(), topology: z.string(), recipients: z.string() })
      .readonly(),
  })
  .readonly();

/** What an Edge and an organization know of each other; both keep it under the same Guid. */
export const edgeSubscriptionSchema = z
  .strictObject({
    Guid: guid,
    /** Of the Edge server. */
    Name: objectName,
    Fqdn: domainName,
    /** Whom this side is subscribed to. */
    Peer: oneOf(['Edge', 'Organization']),
    /** AD site that the Edge belongs to; an Edge learns it from the first bundle. */
    Site: objectName.optional(),
    /** TransportSettings.Guid of the organization; an Edge learns it from the first bundle. */
    Organization: guid.optional(),
    /** Certificate in PEM of the CA of the other side, which is believed in for this alone. */
    Authority: z.string().startsWith('-----BEGIN CERTIFICATE-----').optional(),
    /** Where the Edge takes mail, and at SyncPort its bundles. */
    ...hosts,
    SyncPort: port,
    /** The secret of the two; what it is good for is derived of it. */
    SealedPassword: z.string(),
    /** Until then an organization may introduce itself with the secret; undefined: nobody may any more. */
    IntroductionEnds: z.iso.datetime().optional(),
    InForce: inForce.optional(),
    /** Of the site, as an Edge was told. */
    SiteServers: z.array(siteServer).readonly().default([]),
  })
  .readonly();

export type EdgeSubscription = z.infer<typeof edgeSubscriptionSchema>;
export type SiteServer = EdgeSubscription['SiteServers'][number];

export const edgeSubscriptionNames = identityOf<EdgeSubscription>(
  'names of Edge subscriptions',
  ['Name'],
  nameKey,
);

/** What has subscriptions: an organization at some revision. */
interface WithSubscriptions {
  readonly objects: { readonly EdgeSubscriptions: readonly EdgeSubscription[] };
}

/** An Edge server that is subscribed here; at an Edge its own subscription. */
export function edgeSubscription(name: string, { objects }: WithSubscriptions): EdgeSubscription | undefined {
  return objects.EdgeSubscriptions.find(({ Name }) => isSameName(Name, name));
}

/** By which an Edge belongs to its organization; undefined: this is no Edge, or an unsubscribed one. */
export function ownSubscription({ objects }: WithSubscriptions): EdgeSubscription | undefined {
  return objects.EdgeSubscriptions.find(({ Peer }) => Peer === 'Organization');
}
