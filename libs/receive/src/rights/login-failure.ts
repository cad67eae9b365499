import type { Account, Organization, ReceiveConnector } from '@mailyard/directory';
import { addressRange, parseIpRange, rangeContains } from '@mailyard/schema';
import type { SignInFailure } from '@mailyard/sign-in';
import type { Session } from '@mailyard/smtp';

import { effectiveRights } from './effective-rights.js';
import { holds } from './rights.js';
import { sessionPrincipals } from './session-principals.js';

export interface LoginPlace {
  readonly connector: ReceiveConnector;
  readonly organization: Pick<Organization, 'edge'>;
  readonly tls: Session['tls'];
  /** Of the client, IPv4 as such. */
  readonly address: string;
}

/** Why nobody signs in there by an account, whatever the password is. */
export function loginFailure(account: Account | undefined, place: LoginPlace): SignInFailure | undefined {
  if (account === undefined) return 'unknown account';
  if (!mayComeFrom(place.address, account)) return 'address not allowed';
  // The few accounts at an Edge are other servers', whose administrator has to see what is missing: MAIL says so.
  return maySubmit(account, place) || place.organization.edge !== undefined
    ? undefined
    : 'no right to submit';
}

function maySubmit(account: Account, { connector, tls }: LoginPlace): boolean {
  const principals = sessionPrincipals(connector, { tls }, { account });
  return holds(effectiveRights(connector, principals), 'ms-Exch-SMTP-Submit');
}

export function mayComeFrom(address: string, { credential }: Account): boolean {
  const ranges = credential?.RemoteIPRanges ?? [];
  if (ranges.length === 0) return true;
  const source = addressRange(address);
  return ranges.some((text) => {
    const range = parseIpRange(text);
    return source !== undefined && range !== undefined && rangeContains(range, source);
  });
}
