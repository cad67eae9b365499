import type { Organization } from '@mailyard/directory';
import { isSameName } from '@mailyard/schema';
import type { ServiceInstance } from '@mailyard/service';

import type { TopologySection } from '../bundle/section-content.js';

const smtpPort = 25;

interface Site {
  readonly site: string;
  readonly organization: Organization;
  /** Front Ends that take mail. */
  readonly frontEnds: readonly ServiceInstance[];
  /** Added to the ports of this organization's services. */
  readonly portOffset: number;
}

/** The Mailbox servers of a site as its Edge servers find them: by their names, else where their Front Ends are now. */
export function topologyOf({ site, organization, frontEnds, portOffset }: Site): TopologySection {
  const servers = organization.servers.filter(({ ADSite }) => isSameName(ADSite, site));
  return {
    servers: servers.map(({ Name, Fqdn }) => {
      const own = frontEnds.filter(({ server }) => isSameName(server, Name));
      const Addresses = [...new Set(own.map(({ address }) => address))].toSorted();
      return { Name, Fqdn, Port: smtpPort + portOffset, Addresses };
    }),
  };
}
