import type { EdgeSubscription } from '@mailyard/directory';
import { z } from 'zod';

/** A subscription as it is shown: nothing of its secret. */
export const edgeSubscriptionView = z
  .object({
    guid: z.string(),
    name: z.string().describe('Of the Edge server.'),
    fqdn: z.string(),
    site: z.string().optional().describe('AD site that the Edge belongs to.'),
    domain: z.string(),
    peer: z.enum(['Edge', 'Organization']).describe('Who is at the other end.'),
    introductionEnds: z
      .string()
      .optional()
      .describe('Until then the subscription file can be used; absent: it was.'),
    serial: z.int().optional().describe('Of the bundle that is in force at an Edge.'),
    validUntil: z.string().optional(),
    siteServers: z.array(z.string()).readonly().describe('Where an Edge hands mail inward.'),
  })
  .readonly();

export function viewOfEdge(
  { Guid, Name, Fqdn, Site, Peer, IntroductionEnds, InForce, SiteServers }: EdgeSubscription,
  state?: { readonly serial: number; readonly validUntil?: string | undefined },
): z.output<typeof edgeSubscriptionView> {
  const { Serial, ValidUntil } = InForce ?? {};
  const inForce = state === undefined ? { serial: Serial, validUntil: ValidUntil } : state;
  return {
    guid: Guid,
    name: Name,
    fqdn: Fqdn,
    site: Site,
    domain: Fqdn.slice(Fqdn.indexOf('.') + 1),
    peer: Peer,
    introductionEnds: IntroductionEnds,
    serial: inForce.serial === 0 ? undefined : inForce.serial,
    validUntil: inForce.validUntil,
    siteServers: SiteServers.map((server) => server.Fqdn),
  };
}
