import { isShownAndValid } from './tls-state.js';

const certificate = {
  validFromDate: new Date('2026-01-01T00:00:00Z'),
  validToDate: new Date('2027-01-01T00:00:00Z'),
};

it.each([
  ['before it is valid', '2025-12-31T23:59:59Z', false],
  ['when it begins to be', '2026-01-01T00:00:00Z', true],
  ['as long as it is', '2026-12-31T23:59:59Z', true],
  ['once it has expired, be the session resumed or not', '2027-01-01T00:00:00Z', false],
])('a certificate proves %s: %s, %s', (_name, now, proves) => {
  expect(isShownAndValid(certificate, new Date(now))).toBe(proves);
});

it('without a certificate nothing is proved, whatever OpenSSL says of a resumed session', () => {
  expect(isShownAndValid(undefined, certificate.validFromDate)).toBe(false);
});
