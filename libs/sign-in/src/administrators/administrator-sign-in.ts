import { type PasswordHash } from '@mailyard/directory';
import { loginKey } from '@mailyard/schema';
import type { AuditLog, Log, SecretKeys } from '@mailyard/service';

import type { SignInFailure } from '../sign-in-journal.js';
import type { SignInAttempt, SignInCandidate, SignIns } from '../sign-ins.js';
import type { Administrator } from './accounts/administrator.js';
import type { Administrators } from './accounts/redis-administrators.js';
import { takenCode, totpKeyPlace, type SecondFactor } from './second-factor/second-factor.js';
import type { AdministratorSession } from './sessions/administrator-session.js';
import type { AdministratorSessions } from './sessions/redis-administrator-sessions.js';
import type { ApiToken } from './tokens/api-token.js';
import type { ApiTokens } from './tokens/redis-api-tokens.js';

/** Who signed in, and by what. */
export type SignedInAdministrator =
  | { readonly by: 'password'; readonly account: Administrator }
  | { readonly by: 'session'; readonly account: Administrator; readonly session: AdministratorSession }
  | { readonly by: 'token'; readonly account: Administrator; readonly token: ApiToken };

export interface NameAndPassword {
  readonly name: string;
  readonly password: string;
}

/** Where somebody sits. */
export interface SignInClient {
  readonly address: string;
  readonly userAgent: string;
}

export interface AdministratorSignInOptions {
  readonly administrators: Administrators;
  readonly sessions: AdministratorSessions;
  readonly tokens: ApiTokens;
  readonly signIns: SignIns;
  readonly audit: AuditLog;
  readonly keys: Pick<SecretKeys, 'open'>;
  readonly log: Log;
  /** Password of the built-in account. */
  readonly builtIn: PasswordHash;
}

/** How administrators sign in. Whatever the reason of a refusal is, its answer is the same and takes the same time. */
export class AdministratorSignIn {
  readonly #options: AdministratorSignInOptions;
  /** Of those who have signed in, as they were last read: while Redis is away they see what there is to see. */
  readonly #lastKnown = new Map<string, Administrator>();

  constructor(options: AdministratorSignInOptions) {
    this.#options = options;
  }

  /** By name and password alone, which is not enough where there is a second factor. Throws SignInPostponed. */
  async withPassword(given: NameAndPassword, address: string): Promise<SignedInAdministrator | undefined> {
    const account = await this.#find(given.name);
    const candidate: SignInCandidate =
      account?.secondFactor?.confirmed === true
        ? { refused: 'second factor needed' }
        : this.#candidateOf(account);
    const isRight = await this.#isRight(attemptOf(given.name, 'HTTP Basic', address), {
      account,
      candidate,
      password: given.password,
    });
    if (!isRight || account === undefined) return undefined;
    this.#lastKnown.set(loginKey(account.name), account);
    return { by: 'password', account };
  }

  /**
   * Opens a session; `value` is what the cookie has. `code` is of the second factor, and not looked at where there is
   * none. Throws SignInPostponed.
   */
  async openSession(
    { name, password, code }: NameAndPassword & { readonly code: string },
    client: SignInClient,
  ): Promise<{ readonly value: string; readonly signedIn: SignedInAdministrator } | undefined> {
    const account = await this.#options.administrators.find(name);
    const candidate = this.#candidateOf(account, code);
    const attempt = attemptOf(name, 'Session', client.address);
    if (!(await this.#isRight(attempt, { account, candidate, password })) || account === undefined) {
      return undefined;
    }
    const { value, session } = await this.#options.sessions.open({
      account: account.guid,
      accountName: account.name,
      generation: account.generation,
      ...client,
    });
    await this.#note('Sign-In', { caller: account.name, client: client.address });
    return { value, signedIn: { by: 'session', account, session } };
  }

  /** Undefined: the session has ended, or its account may not sign in any more. */
  async withSession(value: string): Promise<SignedInAdministrator | undefined> {
    const { sessions, administrators } = this.#options;
    const session = await sessions.resume(value);
    if (session === undefined) return undefined;
    const account = await administrators.find(session.accountName);
    const isOpen = account !== undefined && isSessionOf(account, session);
    return isOpen ? { by: 'session', account, session } : undefined;
  }

  async endSession({ id, accountName }: AdministratorSession, address: string): Promise<void> {
    await this.#options.sessions.end(id);
    await this.#note('Sign-Out', { caller: accountName, client: address });
  }

  /** Nobody guesses a token, so one that is right is not kept waiting. Throws SignInPostponed. */
  async withToken(value: string, address: string): Promise<SignedInAdministrator | undefined> {
    const { tokens, administrators, signIns } = this.#options;
    const token = await tokens.use(value, address);
    const account = token && (await administrators.find(token.accountName));
    if (token !== undefined && account?.guid === token.account && account.enabled) {
      return { by: 'token', account, token };
    }
    const attempt = { ...attemptOf(token?.accountName ?? '', 'Bearer', address), principalName: undefined };
    signIns.checkLimits(attempt);
    signIns.failed(attempt, 'bad token');
    await this.#refused(attempt, account, 'bad token');
    return undefined;
  }

  /** Whether who has signed in would be let in as before: for what lasts longer than a request. It is no use of a session. */
  async lasts(signedIn: SignedInAdministrator): Promise<boolean> {
    const { administrators, sessions, tokens } = this.#options;
    const account = await administrators.find(signedIn.account.name);
    if (account === undefined || !isSameAccount(account, signedIn.account)) return false;
    switch (signedIn.by) {
      case 'password':
        return true;
      case 'session':
        return sessions.isOpen(signedIn.session.id);
      case 'token':
        return tokens.isValid(signedIn.token);
    }
  }

  async #find(name: string): Promise<Administrator | undefined> {
    try {
      return await this.#options.administrators.find(name);
    } catch (error) {
      const known = this.#lastKnown.get(loginKey(name));
      if (known === undefined) throw error;
      return known;
    }
  }

  #candidateOf(account: Administrator | undefined, code?: string): SignInCandidate {
    if (account === undefined) return { refused: 'unknown account' };
    if (!account.enabled) return { refused: 'account disabled' };
    const credential = { ...(account.password ?? this.#options.builtIn), Login: account.guid };
    const { secondFactor } = account;
    if (code === undefined || secondFactor?.confirmed !== true) return { credential };
    return { credential, further: () => this.#codeFailure(account, secondFactor, code) };
  }

  async #isRight(attempt: SignInAttempt, { account, candidate, password }: Asked): Promise<boolean> {
    const failure = await this.#options.signIns.failureOf(attempt, candidate, password);
    if (failure !== undefined) await this.#refused(attempt, account, failure);
    return failure === undefined;
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

  /** What was typed as a name may be a password: a name that nobody has is not repeated. */
  async #refused(
    { address, mechanism }: SignInAttempt,
    account: Administrator | undefined,
    reason: SignInFailure,
  ): Promise<void> {
    const caller = account?.name ?? '(unknown)';
    await this.#note('Sign-In', { caller, client: address, error: `${mechanism}: ${reason}` });
  }

  #note(
    operation: 'Sign-In' | 'Sign-Out',
    entry: { readonly caller: string; readonly client: string; readonly error?: string },
  ): Promise<void> {
    return this.#options.audit.writeSignIn({ operation, parameters: {}, ...entry });
  }
}

/** Neither disabled, nor made anew, nor with other role groups; nor were its sessions ended. */
function isSameAccount(now: Administrator, before: Administrator): boolean {
  const isThere = now.enabled && now.guid === before.guid && now.generation === before.generation;
  return isThere && now.roleGroups.join('\n') === before.roleGroups.join('\n');
}

interface Asked {
  readonly account: Administrator | undefined;
  readonly candidate: SignInCandidate;
  readonly password: string;
}

function attemptOf(name: string, mechanism: string, address: string): SignInAttempt {
  return { account: name, principalName: name, mechanism, address };
}

/** Whether the account still knows the session: it was neither disabled nor made anew, nor were its sessions ended. */
export function isSessionOf(account: Administrator, session: AdministratorSession): boolean {
  return account.enabled && account.guid === session.account && account.generation === session.generation;
}
