import type { OpenIdSettings } from '@mailyard/service';
import type { ForeignIdentity } from '@mailyard/sign-in';

/** What a provider says of somebody (OpenID Connect Core 1.0 §5.1). */
export type Claims = Readonly<Record<string, unknown>> & { readonly iss: string; readonly sub: string };

/** Whether the ID token says all that is asked for, so that the provider need not be asked for more (§5.3). */
export function isWhole(claims: Claims, { nameClaim, groupsClaim }: OpenIdSettings): boolean {
  return claims[nameClaim] !== undefined && claims[groupsClaim] !== undefined;
}

/** Who it is; undefined: the provider does not say how the account is called. */
export function identityOf(claims: Claims, settings: OpenIdSettings): ForeignIdentity | undefined {
  const { nameClaim, groupsClaim } = settings;
  const name = textOf(claims[nameClaim]);
  // Whoever types any address there would be its owner here.
  const isTheirs = nameClaim !== 'email' || claims['email_verified'] === true;
  if (name === undefined || !isTheirs) return undefined;
  return {
    provider: claims.iss,
    subject: claims.sub,
    name,
    displayName: textOf(claims['name']) ?? name,
    groups: groupsOf(claims[groupsClaim]),
  };
}

const groupsMax = 2000;

/** A list of texts, or one text. */
function groupsOf(claim: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(claim) ? claim : [claim];
  return list.flatMap((group) => textOf(group) ?? []).slice(0, groupsMax);
}

function textOf(claim: unknown): string | undefined {
  const text = typeof claim === 'string' ? claim.trim() : '';
  return text === '' || text.length > 1024 ? undefined : text;
}
