import { parseBinding } from '@mailyard/schema';

import type { ReceiveConnector } from '../receive-connector.js';

/** What a person enters into a mail program to send mail. */
export interface ClientSettings {
  readonly server: string;
  readonly port: number;
  readonly encryption: 'STARTTLS' | 'none';
  readonly login: 'user name and password' | 'none';
}

/** Of the connectors that advertise them, one for each port. */
export function clientSettings(
  connectors: readonly ReceiveConnector[],
  { portOffset }: { readonly portOffset: number },
): readonly ClientSettings[] {
  const advertised = connectors.filter((connector) => connector.Enabled && connector.AdvertiseClientSettings);
  return advertised.flatMap(({ Bindings, Fqdn, AuthMechanism }) =>
    Array.from(new Set(Bindings.flatMap((text) => parseBinding(text)?.port ?? [])), (port) => ({
      server: Fqdn,
      port: port + portOffset,
      encryption: AuthMechanism.includes('Tls') ? ('STARTTLS' as const) : ('none' as const),
      login: AuthMechanism.includes('BasicAuth') ? ('user name and password' as const) : ('none' as const),
    })),
  );
}
