import { readSettings } from './settings.js';
import { webEndpoint, webUrl } from './web-endpoint.js';

const endpointOf = (environment: Readonly<Record<string, string>>) => webEndpoint(readSettings(environment));

describe('the web pages', () => {
  it.each([
    [{}, 'http://127.0.0.1:18080'],
    // The mail services' address is not theirs.
    [{ MAILYARD_BIND_ADDRESS: '*' }, 'http://127.0.0.1:18080'],
    [{ MAILYARD_BIND_ADDRESS: '0.0.0.0' }, 'http://127.0.0.1:18080'],
    [{ MAILYARD_WEB_BIND_ADDRESS: '127.0.0.5' }, 'http://127.0.0.5:18080'],
    [{ MAILYARD_WEB_BIND_ADDRESS: '::1' }, 'http://[::1]:18080'],
    [{ MAILYARD_WEB_BIND_ADDRESS: '192.0.2.1' }, 'https://192.0.2.1:18080'],
    [{ MAILYARD_WEB_BIND_ADDRESS: '0.0.0.0' }, 'https://127.0.0.1:18080'],
    [{ MAILYARD_WEB_BIND_ADDRESS: '::' }, 'https://127.0.0.1:18080'],
    [{ MAILYARD_WEB_BIND_ADDRESS: '*' }, 'https://127.0.0.1:18080'],
    [{ MAILYARD_WEB_BIND_ADDRESS: '*', MAILYARD_WEB_TLS: 'off' }, 'http://127.0.0.1:18080'],
    [{ MAILYARD_WEB_TLS: 'on' }, 'https://127.0.0.1:18080'],
  ])('%j: %s', (environment, url) => {
    expect(webUrl(endpointOf(environment))).toBe(url);
  });

  it.each([
    ['*', '::'],
    ['0.0.0.0', '0.0.0.0'],
  ])('MAILYARD_WEB_BIND_ADDRESS=%s listens on %s', (MAILYARD_WEB_BIND_ADDRESS, address) => {
    expect(endpointOf({ MAILYARD_WEB_BIND_ADDRESS }).address).toBe(address);
  });
});
