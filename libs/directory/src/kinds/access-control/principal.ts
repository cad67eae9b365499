import { loginKey, readableName } from '@mailyard/schema';

/** The principals that a session can gain without being somebody’s account. */
export const principals = {
  anonymous: String.raw`NT AUTHORITY\ANONYMOUS LOGON`,
  authenticatedUsers: String.raw`NT AUTHORITY\Authenticated Users`,
  /** In a directory it carries the domain’s name in front; ours has no domain. */
  exchangeServers: 'Exchange Servers',
  edgeServers: String.raw`MS Exchange\Edge Transport Servers`,
  hubServers: String.raw`MS Exchange\Hub Transport Servers`,
  externallySecured: String.raw`MS Exchange\Externally Secured Servers`,
  legacyInterop: 'ExchangeLegacyInterop',
  partners: String.raw`MS Exchange\Partner Servers`,
} as const;

const keysOf = (names: readonly string[]): ReadonlySet<string> => new Set(names.map(principalKey));

/** Keys of those that are nobody’s account. */
export const wellKnownPrincipals = keysOf(Object.values(principals));

/** Keys of those whom no login becomes: a session is theirs by certificate, address, or want of anything else. */
export const machinePrincipals = keysOf([
  principals.anonymous,
  principals.edgeServers,
  principals.hubServers,
  principals.externallySecured,
  principals.legacyInterop,
  principals.partners,
]);

/**
 * Accounts compare as logins do. `CONTOSO\alice` names the account alice: this directory has no Windows domains, so a domain
 * in front of an account is dropped; the well-known authorities keep theirs.
 */
export function principalKey(name: string): string {
  const text = readableName(name);
  const backslash = text.indexOf('\\');
  const authority = text.slice(0, Math.max(0, backslash)).toLowerCase();
  return authority === 'nt authority' || authority === 'ms exchange'
    ? text.toLowerCase()
    : loginKey(text.slice(backslash + 1));
}
