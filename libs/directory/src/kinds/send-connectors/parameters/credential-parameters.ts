import { z } from 'zod';

const someText = z.string().trim().min(1).max(1024);

/** A client secret or token must not travel in the clear, except to this machine. */
const tokenEndpoint = someText.refine(isTokenEndpoint, 'must be an URL with https');

/** As whom a Send connector signs in at its smart hosts. What is secret is sealed, and bound to the connector’s Guid. */
export const credentialParameters = {
  AuthenticationCredential: z
    .strictObject({
      UserName: someText.describe('As the smart host knows it: `user@contoso.com` or `CONTOSO\\user`.'),
    })
    .readonly()
    .optional()
    .describe(
      'User that signs in with BasicAuth, BasicAuthRequireTLS or XOAUTH2: `{ UserName, PasswordVariable }`. The password comes from the environment variable of that name; when it is not set, the password stays as it is.',
    ),
  OAuth: z
    .strictObject({
      TokenEndpoint: tokenEndpoint,
      ClientId: someText,
      Scope: someText.default('https://outlook.office365.com/.default'),
    })
    .readonly()
    .optional()
    .describe(
      'Where XOAUTH2 gets its token by client credentials (RFC 6749 §4.4): `{ TokenEndpoint, ClientId, ClientSecretVariable, Scope }`. Scope is `https://outlook.office365.com/.default` unless said; the secret comes from the environment as the password does.',
    ),
  SealedPassword: z.string().optional(),
  SealedClientSecret: z.string().optional(),
};

/** What nobody is shown. */
export const sealedParameters = ['SealedPassword', 'SealedClientSecret'] as const;

export type SealedParameter = (typeof sealedParameters)[number];

/** Kinds with objects that have secrets. */
export const sealedKinds = [
  'SendConnectors',
  'DeliveryAgentConnectors',
  'DirectorySources',
  'EdgeSubscriptions',
] as const;

export type SealedKind = (typeof sealedKinds)[number];

/** What a sealed secret belongs to: in another object, or as another parameter, it cannot be opened. */
export function secretPlace(
  guid: string,
  parameter: SealedParameter,
  kind: SealedKind = 'SendConnectors',
): string {
  return `${kind}/${guid.toLowerCase()}/${parameter}`;
}

/** An object with what may be sealed of it. */
export type WithSecrets = Readonly<Partial<Record<SealedParameter, string | undefined>>>;

/** Whether anything of an organization is sealed. */
export function haveSecrets(objects: Readonly<Record<SealedKind, readonly WithSecrets[]>>): boolean {
  return sealedKinds.some((kind) =>
    objects[kind].some((object) => sealedParameters.some((parameter) => object[parameter] !== undefined)),
  );
}

function isTokenEndpoint(text: string): boolean {
  const url = URL.parse(text);
  if (url === null || url.username !== '' || url.password !== '') return false;
  const isHere = ['127.0.0.1', '[::1]', 'localhost'].includes(url.hostname);
  return url.protocol === 'https:' || (url.protocol === 'http:' && isHere);
}
