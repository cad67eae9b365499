import type { Directory, PasswordHash } from '@mailyard/directory';
import type { Log, SecretKeys } from '@mailyard/service';

import type { SignInFailure } from '../sign-in-journal.js';
import type { SignInCandidate } from '../sign-ins.js';
import type { Administrator } from './accounts/administrator.js';
import type { Administrators } from './accounts/redis-administrators.js';
import { identityIn } from './linked/directory-identities.js';
import type { ForeignIdentity, LinkedAccounts } from './linked/linked-accounts.js';
import { takenCode, totpKeyPlace, type SecondFactor } from './second-factor/second-factor.js';

export interface NameAndPassword {
  readonly name: string;
  readonly password: string;
}

export interface GivenLogin extends NameAndPassword {
  /** Undefined: there is no room for one. */
  readonly code?: string;
}

export interface AskedLogin {
  readonly candidate: SignInCandidate;
  /** Whose it was, once the candidate was looked at. */
  readonly account: () => Administrator | undefined;
}

export interface CandidatesOptions {
  readonly administrators: Administrators;
  readonly directory: Pick<Directory, 'organization'>;
  readonly linked: LinkedAccounts;
  readonly keys: Pick<SecretKeys, 'open'>;
  readonly log: Log;
  /** Password of the built-in account. */
  readonly builtIn: PasswordHash;
}

/** What proves that somebody is an administrator: a password of here or of a directory, with a code where one is asked for. */
export class AdministratorCandidates {
  readonly #options: CandidatesOptions;

  constructor(options: CandidatesOptions) {
    this.#options = options;
  }

  of(account: Administrator | undefined, given: GivenLogin): AskedLogin {
    if (account?.enabled === false) return refusedAs('account disabled', account);
    if (account === undefined || account.linked !== undefined) return this.#askedElsewhere(given);
    const credential = { ...(account.password ?? this.#options.builtIn), Login: account.guid };
    if (account.secondFactor?.confirmed !== true) {
      return { candidate: { credential }, account: () => account };
    }
    if (given.code === undefined) return refusedAs('second factor needed', account);
    return {
      candidate: { credential, further: () => this.#secondFactorFailure(account, given.code) },
      account: () => account,
    };
  }

  /** Whoever has no password here may have one in a directory. */
  #askedElsewhere(given: GivenLogin): AskedLogin {
    const { directory, keys, linked } = this.#options;
    const sources = directory.organization.objects.DirectorySources.filter(
      (each) => each.AdministratorSignIn,
    );
    if (sources.length === 0) return refusedAs('unknown account');
    let identity: ForeignIdentity | undefined;
    let account: Administrator | undefined;
    const proof = async (): Promise<boolean> => {
      identity = await identityIn(sources, given, keys);
      return identity !== undefined;
    };
    const further = async (): Promise<SignInFailure | undefined> => {
      if (identity === undefined) return 'unknown account';
      const admission = await linked.admit(identity);
      if ('refused' in admission) return admission.refused;
      ({ account } = admission);
      return this.#secondFactorFailure(account, given.code);
    };
    return { candidate: { proof, further }, account: () => account };
  }

  async #secondFactorFailure(
    account: Administrator,
    code: string | undefined,
  ): Promise<SignInFailure | undefined> {
    const { secondFactor } = account;
    if (secondFactor?.confirmed !== true) return undefined;
    return code === undefined ? 'second factor needed' : this.#codeFailure(account, secondFactor, code);
  }

  /** Of two sign-ins with one code at the same time one fails. */
  async #codeFailure(
    { name, guid }: Administrator,
    { sealedKey }: SecondFactor,
    code: string,
  ): Promise<SignInFailure | undefined> {
    const { keys, administrators, log } = this.#options;
    const opened = await keys.open(sealedKey, totpKeyPlace(guid));
    if (opened.kind === 'closed') {
      log.error(`the second factor of ${name} cannot be opened: ${opened.reason}`);
      return 'wrong code';
    }
    const key = Buffer.from(opened.secret, 'base64');
    let isRight = false;
    await administrators.change(name, (account) => {
      const known = account.secondFactor?.sealedKey === sealedKey ? account.secondFactor : undefined;
      const taken = known && takenCode(known, { key, code, now: Date.now() });
      isRight = taken !== undefined;
      return taken === undefined ? account : { ...account, secondFactor: taken };
    });
    return isRight ? undefined : 'wrong code';
  }
}

/** It costs the same all the same. */
function refusedAs(refused: SignInFailure, account?: Administrator): AskedLogin {
  return { candidate: { refused }, account: () => account };
}
