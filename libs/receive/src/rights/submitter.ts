import type { AuthAs, ProxyCommand, ProxyFrom } from '@mailyard/smtp';

import type { Identity } from './identity.js';
import type { Rights } from './rights.js';

/** In whose name a transaction runs: the peer's own, or that of the client for which Front End speaks. */
export interface Submitter {
  readonly rights: Rights;
  readonly authAs: AuthAs;
  readonly login: string | undefined;
  readonly client: ProxyFrom | undefined;
}

export interface Proxying {
  readonly user: string | undefined;
  readonly proxied: ProxyCommand | undefined;
}

export function submitterOf({ rights, authAs }: Identity, { user, proxied }: Proxying): Submitter {
  if (proxied === undefined || proxied.verb === 'XPROXYTO') {
    return { rights, authAs, login: user, client: undefined };
  }
  // What Front End allowed its client, but never more than this connector allows Front End itself.
  const granted = rights & proxied.perms;
  return { rights: granted, authAs: proxied.authAs, login: proxied.login, client: proxied };
}
