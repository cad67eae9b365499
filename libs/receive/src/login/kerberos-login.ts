import { replies, ReplyError, type Negotiation } from '@mailyard/smtp';

import { KerberosError } from '../kerberos/kerberos-error.js';
import type { GssapiExchange, KerberosUser } from '../kerberos/gssapi-exchange.js';

export interface KerberosLogin {
  readonly exchange: GssapiExchange;
  /** Called before a ticket is looked at; throws when that is not the time for one. */
  readonly begin: () => void;
  /** The login of the user, if they may submit here and act under this identity; signs them in. */
  readonly signIn: (user: KerberosUser, authorization: string) => string | undefined;
  /** There was no user in it to be signed in. */
  readonly badTicket: () => void;
  /** Why a client has failed; it is told no more than that it has. */
  readonly failed: (reason: string) => void;
}

/** GSSAPI of one session, from token to account. */
export function kerberosLogin({ exchange, begin, signIn, badTicket, failed }: KerberosLogin): Negotiation {
  let begun = false;
  const refused = (reason: string, cause?: unknown): never => {
    failed(reason);
    throw new ReplyError(replies.authUnsuccessful, { cause });
  };
  const next = (token: Buffer) => {
    try {
      return exchange.step(token);
    } catch (error) {
      if (!(error instanceof KerberosError)) throw error;
      badTicket();
      return refused(error.message, error);
    }
  };
  return {
    step(token) {
      if (!begun) begin();
      begun = true;
      const step = next(token);
      if (step.kind === 'challenge') return step;
      const user = signIn(step.user, step.authorization);
      if (user !== undefined) return { kind: 'authenticated', user };
      const identity = step.authorization === '' ? '' : ` as ${step.authorization}`;
      return refused(`${step.user.name}@${step.user.realm} may not submit here${identity}`);
    },
  };
}
