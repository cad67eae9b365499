import { isSameOrigin } from './same-origin.js';

const host = '127.0.0.1:18080';

it.each([
  [{ host, 'sec-fetch-site': 'same-origin' }, true],
  [{ host, 'sec-fetch-site': 'same-site' }, false],
  [{ host, 'sec-fetch-site': 'cross-site', origin: `http://${host}` }, false],
  [{ host, 'sec-fetch-site': 'none' }, false],
  [{ host, origin: `http://${host}` }, true],
  [{ host, origin: 'http://127.0.0.1:1' }, false],
  [{ host, origin: 'null' }, false],
  [{ host }, false],
])('%j is from our own page: %s', (headers, expected) => {
  expect(isSameOrigin(headers)).toBe(expected);
});
