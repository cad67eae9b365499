import type { Account } from '@mailyard/directory';
import { replies, ReplyError, type Negotiation } from '@mailyard/smtp';

import { KerberosError } from '../../kerberos/kerberos-error.js';
import type { GssapiExchange, KerberosUser } from '../../kerberos/gssapi-exchange.js';

export interface KerberosLogin {
  readonly exchange: GssapiExchange;
  /** The account of the user, if it may submit here and act under this identity; signs it in. */
  readonly signIn: (user: KerberosUser, authorization: string) => Account | undefined;
  /** Why a client has failed; it is told no more than that it has. */
  readonly failed: (reason: string) => void;
}

/** GSSAPI of one session, from token to account. */
export function kerberosLogin({ exchange, signIn, failed }: KerberosLogin): Negotiation {
  return {
    step(token) {
      try {
        const step = exchange.step(token);
        if (step.kind === 'challenge') return step;
        const account = signIn(step.user, step.authorization);
        if (account === undefined) {
          const identity = step.authorization === '' ? '' : ` as ${step.authorization}`;
          throw new KerberosError(`${step.user.name}@${step.user.realm} may not submit here${identity}`);
        }
        return { kind: 'authenticated', user: account.login };
      } catch (error) {
        if (!(error instanceof KerberosError)) throw error;
        failed(error.message);
        throw new ReplyError(replies.authUnsuccessful, { cause: error });
      }
    },
  };
}
