import { oneOf } from '@mailyard/schema';
import type { ServerRole } from '@mailyard/service';
import { z } from 'zod';

import type { AuthMechanism, PermissionGroup } from './permission-parameters.js';

export const usageTypes = ['Client', 'Custom', 'Internal', 'Internet', 'Partner'] as const;
export type UsageType = (typeof usageTypes)[number];

export const usageType: z.ZodType<UsageType> = oneOf(usageTypes);

/** What a usage type says when a connector is made; what it leaves out must be given. */
export interface UsageDefaults {
  readonly AuthMechanism: readonly AuthMechanism[];
  readonly PermissionGroups: readonly PermissionGroup[];
  readonly Bindings?: readonly string[];
  readonly RemoteIPRanges?: readonly string[];
}

const defaults: Readonly<Record<UsageType, UsageDefaults>> = {
  Client: {
    AuthMechanism: ['Tls', 'Integrated', 'BasicAuth', 'BasicAuthRequireTLS'],
    PermissionGroups: ['ExchangeUsers'],
    Bindings: ['[::]:587', '0.0.0.0:587'],
  },
  // No group: no mail is accepted until a group or an access control entry is added.
  Custom: { AuthMechanism: ['Tls'], PermissionGroups: [] },
  Internal: {
    AuthMechanism: ['Tls', 'ExchangeServer'],
    PermissionGroups: ['ExchangeServers', 'ExchangeLegacyServers'],
    Bindings: ['[::]:25', '0.0.0.0:25'],
  },
  Internet: {
    AuthMechanism: ['Tls'],
    PermissionGroups: ['AnonymousUsers'],
    RemoteIPRanges: ['0.0.0.0-255.255.255.255'],
  },
  Partner: { AuthMechanism: ['Tls'], PermissionGroups: ['Partners'] },
};

/** What a new connector of this usage type has where nothing else is said. */
export function usageDefaults(usage: UsageType, role: ServerRole = 'Mailbox'): UsageDefaults {
  const given = defaults[usage];
  if (role === 'Mailbox') return given;
  return {
    ...given,
    PermissionGroups: given.PermissionGroups.filter((group) => group !== 'ExchangeLegacyServers'),
  };
}
