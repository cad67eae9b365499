import { defaultReceiveConnectors } from '../default-receive-connectors.js';
import { clientSettings } from './client-settings.js';

const identity = { server: 'MBX01', fqdn: 'mbx01.contoso.com', newGuid: () => crypto.randomUUID() };
const connectors = defaultReceiveConnectors(identity);
const advertise = (changes: object) =>
  connectors.map((each) =>
    each.Name.startsWith('Client Frontend') ? { ...each, AdvertiseClientSettings: true, ...changes } : each,
  );

describe('AdvertiseClientSettings', () => {
  it('is off at every default connector', () => {
    expect(clientSettings(connectors, { portOffset: 0 })).toEqual([]);
  });

  it('shows server, port, encryption and login, once for both address families', () => {
    expect(clientSettings(advertise({}), { portOffset: 10_000 })).toEqual([
      {
        server: 'mbx01.contoso.com',
        port: 10_587,
        encryption: 'STARTTLS',
        login: 'user name and password',
      },
    ]);
  });

  it('shows what the connector really offers, and nothing when it is disabled', () => {
    expect(clientSettings(advertise({ AuthMechanism: ['None'] }), { portOffset: 0 })).toMatchObject([
      { encryption: 'none', login: 'none' },
    ]);
    expect(clientSettings(advertise({ Enabled: false }), { portOffset: 0 })).toEqual([]);
  });
});
