import { usageDefaults, usageTypes } from './usage-type.js';

describe('usage types of a Receive connector', () => {
  it.each([
    [
      'Client',
      'Tls, Integrated, BasicAuth, BasicAuthRequireTLS',
      'ExchangeUsers',
      '[::]:587, 0.0.0.0:587',
      '',
    ],
    ['Custom', 'Tls', '', '', ''],
    ['Internal', 'Tls, ExchangeServer', 'ExchangeServers, ExchangeLegacyServers', '[::]:25, 0.0.0.0:25', ''],
    ['Internet', 'Tls', 'AnonymousUsers', '', '0.0.0.0-255.255.255.255'],
    ['Partner', 'Tls', 'Partners', '', ''],
  ] as const)('%s', (usage, mechanisms, groups, bindings, ranges) => {
    const { AuthMechanism, PermissionGroups, Bindings = [], RemoteIPRanges = [] } = usageDefaults(usage);
    const given = [AuthMechanism, PermissionGroups, Bindings, RemoteIPRanges].map((list) => list.join(', '));
    expect(given).toEqual([mechanisms, groups, bindings, ranges]);
  });

  it('Internal of an Edge is for no older servers', () => {
    expect(usageDefaults('Internal', 'Edge').PermissionGroups).toEqual(['ExchangeServers']);
  });

  it('are five', () => expect(usageTypes).toHaveLength(5));
});
