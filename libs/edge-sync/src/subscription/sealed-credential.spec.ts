import { openedAtEdge, sealedForEdge } from './sealed-credential.js';
import { credentialKey, newSecret } from './subscription-secret.js';

const key = credentialKey(newSecret());
const place = 'SendConnectors/a/SealedPassword';
const sealed = sealedForEdge(key, place, 'Pässwort');

it('is opened by the other side, and by nobody else', () => {
  expect(openedAtEdge(key, place, sealed)).toBe('Pässwort');
  expect(() => openedAtEdge(credentialKey(newSecret()), place, sealed)).toThrow(/unable to authenticate/);
});

it('belongs to one connector', () => {
  expect(() => openedAtEdge(key, place.replace('/a/', '/b/'), sealed)).toThrow(/unable to authenticate/);
});

it.each([0, 12, 28])('is not opened once an octet was changed: %i', (at) => {
  const bytes = Buffer.from(sealed, 'base64');
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
  expect(() => openedAtEdge(key, place, bytes.toString('base64'))).toThrow(/unable to authenticate/);
});

it('stays the same while the secret does, and tells nothing of it', () => {
  expect(sealedForEdge(key, place, 'Pässwort')).toBe(sealed);
  expect(sealedForEdge(key, place, 'Passwort').slice(0, 16)).not.toBe(sealed.slice(0, 16));
  expect(Buffer.from(sealed, 'base64').includes('Pässwort')).toBe(false);
});
