import { z } from 'zod';

const text = z.string().min(1);

/** Environment variables of the OpenID provider. */
export const openIdVariables = {
  MAILYARD_OPENID_ISSUER: text
    .refine(
      isIssuer,
      'must be https://… without query and fragment, as the provider writes it; http:// on loopback alone',
    )
    .optional()
    .describe(
      'OpenID provider by which administrators sign in ([OpenID Connect](administrators.md#openid-connect)); its redirect URI for us is `<MAILYARD_WEB_URL>/sign-in/openid/callback`.',
    ),
  MAILYARD_OPENID_CLIENT_ID: text.optional().describe('What the provider calls this admin centre.'),
  MAILYARD_OPENID_CLIENT_SECRET: text
    .optional()
    .describe('Secret of the client. Not set: a public client, which has PKCE alone.'),
  MAILYARD_OPENID_SCOPE: text
    .refine((scope) => scope.split(' ').includes('openid'), 'must contain openid')
    .default('openid profile email')
    .describe('What the provider is asked for; some give groups for a scope of their own.'),
  MAILYARD_OPENID_NAME_CLAIM: text
    .default('preferred_username')
    .describe('The claim that names an account. An `email` that the provider has not verified names nobody.'),
  MAILYARD_OPENID_GROUPS_CLAIM: text
    .default('groups')
    .describe('The claim with the groups that role groups are linked to (LinkedForeignGroup).'),
  MAILYARD_OPENID_LABEL: text.optional().describe('What the page calls the provider. Not set: its host.'),
};

/** The OpenID provider by which administrators sign in. */
export interface OpenIdSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret?: string;
  readonly scope: string;
  readonly nameClaim: string;
  readonly groupsClaim: string;
  readonly label: string;
}

type OpenIdVariables = z.output<z.ZodObject<typeof openIdVariables>>;

/** Undefined: there is none; half: it cannot be known which one. */
export function readOpenId(variables: OpenIdVariables): OpenIdSettings | 'half' | undefined {
  const { MAILYARD_OPENID_ISSUER: issuer, MAILYARD_OPENID_CLIENT_ID: clientId } = variables;
  if (issuer === undefined && clientId === undefined) return undefined;
  if (issuer === undefined || clientId === undefined) return 'half';
  const clientSecret = variables.MAILYARD_OPENID_CLIENT_SECRET;
  return {
    issuer,
    clientId,
    ...(clientSecret !== undefined && { clientSecret }),
    scope: variables.MAILYARD_OPENID_SCOPE,
    nameClaim: variables.MAILYARD_OPENID_NAME_CLAIM,
    groupsClaim: variables.MAILYARD_OPENID_GROUPS_CLAIM,
    label: variables.MAILYARD_OPENID_LABEL ?? new URL(issuer).host,
  };
}

/** OpenID Connect Discovery 1.0 §4.1. */
function isIssuer(text: string): boolean {
  const url = URL.parse(text);
  if (url === null || url.search !== '' || url.hash !== '') return false;
  return (
    url.protocol === 'https:' ||
    (url.protocol === 'http:' && /^(?:127\.|\[::1\]$|localhost$)/.test(url.hostname))
  );
}
