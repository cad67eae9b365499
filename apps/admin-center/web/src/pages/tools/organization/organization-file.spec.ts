import { passwordVariablesIn } from './organization-file.js';

it('the variables of a file are found once each', () => {
  const text = `SendConnectors:
  - Name: To provider
    AuthenticationCredential: { UserName: relay, PasswordVariable: RELAY }
    OAuth: { ClientSecretVariable: "SECRET_2" }
Credentials:
  - Login: alice@contoso.com
    PasswordVariable: RELAY
  - Login: bob@contoso.com # PasswordVariable as before
    PasswordVariable: null`;
  expect(passwordVariablesIn(text)).toEqual(['RELAY', 'SECRET_2']);
});
