import { identityOf, type Claims } from './openid-claims.js';

const settings = {
  issuer: 'https://id.contoso.com',
  clientId: 'mailyard',
  scope: 'openid',
  nameClaim: 'preferred_username',
  groupsClaim: 'groups',
  label: 'Contoso',
};
const of = (more: object): Claims => ({ iss: settings.issuer, sub: '1', ...more });

it.each<[object, object]>([
  [{ preferred_username: 'anna' }, { name: 'anna', displayName: 'anna', groups: [] }],
  [
    { preferred_username: ' anna ', name: 'Anna', groups: ['a', 7, ''] },
    { displayName: 'Anna', groups: ['a'] },
  ],
  [{ preferred_username: 'anna', groups: 'one' }, { groups: ['one'] }],
])('%j', (claims, expected) => {
  const identity = { provider: settings.issuer, subject: '1', ...expected };
  expect(identityOf(of(claims), settings)).toMatchObject(identity);
});

it.each([{ preferred_username: 7 }, { preferred_username: ' ' }, {}])('%j names nobody', (claims) => {
  expect(identityOf(of(claims), settings)).toBeUndefined();
});

it('Core §5.7: an address that the provider has not verified names nobody', () => {
  const byEmail = { ...settings, nameClaim: 'email' };
  const email = 'anna@contoso.com';
  expect(identityOf(of({ email }), byEmail)).toBeUndefined();
  expect(identityOf(of({ email, email_verified: false }), byEmail)).toBeUndefined();
  expect(identityOf(of({ email, email_verified: true }), byEmail)).toMatchObject({ name: email });
});
