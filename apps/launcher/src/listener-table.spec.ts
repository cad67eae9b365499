import { formatEndpoint, listenerTable } from './listener-table.js';

describe('the table of listeners', () => {
  it('shows service, listener and address in columns', () => {
    const endpoint = { address: '127.0.0.1', port: 10025 };
    const table = listenerTable([
      {
        service: 'front-end-transport',
        listeners: [{ name: 'Default Frontend MBX01', endpoint, state: 'Listening' }],
      },
      {
        service: 'admin-center',
        listeners: [{ name: 'Web', endpoint: { ...endpoint, port: 18080 }, state: 'Listening' }],
      },
    ]);
    expect(table).toEqual([
      '  service              listener                address',
      '  front-end-transport  Default Frontend MBX01  127.0.0.1:10025',
      '  admin-center         Web                     127.0.0.1:18080',
    ]);
  });

  it('shows once where several processes of a service listen', () => {
    const endpoint = { address: '127.0.0.1', port: 12525 };
    const hub = {
      service: 'hub-transport',
      listeners: [{ name: 'Default MBX01', endpoint, state: 'Listening' as const }],
    };
    expect(listenerTable([hub, hub])).toHaveLength(2);
  });

  it('puts an IPv6 address in brackets', () => {
    expect(formatEndpoint({ address: '::1', port: 25 })).toBe('[::1]:25');
  });
});
