import type { Directory, PasswordHash } from '@mailyard/directory';
import { loginKey } from '@mailyard/schema';
import type { AuditLog, Log, SecretKeys } from '@mailyard/service';

import type { LastSignIns } from '../redis-last-sign-ins.js';
import type { SignInFailure } from '../sign-in-journal.js';
import type { SignInAttempt, SignIns } from '../sign-ins.js';
import type { Administrator } from './accounts/administrator.js';
import type { Administrators } from './accounts/redis-administrators.js';
import {
  AdministratorCandidates,
  type GivenLogin,
  type NameAndPassword,
} from './administrator-candidates.js';
import { LinkedAccounts, type ForeignIdentity } from './linked/linked-accounts.js';
import type { AdministratorSession } from './sessions/administrator-session.js';
import type { AdministratorSessions } from './sessions/redis-administrator-sessions.js';
import type { ApiToken } from './tokens/api-token.js';
import type { ApiTokens } from './tokens/redis-api-tokens.js';

/** Who signed in, and by what. */
export type SignedInAdministrator =
  | { readonly by: 'password'; readonly account: Administrator }
  | { readonly by: 'session'; readonly account: Administrator; readonly session: AdministratorSession }
  | { readonly by: 'token'; readonly account: Administrator; readonly token: ApiToken };

/** Where somebody sits. */
export interface SignInClient {
  readonly address: string;
  readonly userAgent: string;
}

/** `value` is what the cookie of the session has. */
export interface OpenedSignIn {
  readonly value: string;
  readonly signedIn: SignedInAdministrator;
}

export interface AdministratorSignInOptions {
  readonly administrators: Administrators;
  /** Which role groups and directories there are. */
  readonly directory: Pick<Directory, 'organization'>;
  readonly sessions: AdministratorSessions;
  readonly tokens: ApiTokens;
  readonly signIns: SignIns;
  readonly lastSignIns: LastSignIns;
  readonly audit: AuditLog;
  readonly keys: Pick<SecretKeys, 'open'>;
  readonly log: Log;
  /** Password of the built-in account. */
  readonly builtIn: PasswordHash;
}

/** How administrators sign in. Whatever the reason of a refusal is, its answer is the same and takes the same time. */
export class AdministratorSignIn {
  readonly #options: AdministratorSignInOptions;
  readonly #linked: LinkedAccounts;
  readonly #candidates: AdministratorCandidates;
  /** Of those who have signed in, as they were last read: while Redis is away they see what there is to see. */
  readonly #lastKnown = new Map<string, Administrator>();

  constructor(options: AdministratorSignInOptions) {
    this.#options = options;
    this.#linked = new LinkedAccounts(options.administrators, () => options.directory.organization);
    this.#candidates = new AdministratorCandidates({ ...options, linked: this.#linked });
  }

  /** By name and password alone, which is not enough where there is a second factor. Throws SignInPostponed. */
  async withPassword(given: NameAndPassword, address: string): Promise<SignedInAdministrator | undefined> {
    const account = await this.#verified(given, attemptOf(given.name, 'HTTP Basic', address));
    if (account === undefined) return undefined;
    this.#lastKnown.set(loginKey(account.name), account);
    this.#options.lastSignIns.note(account.name);
    return { by: 'password', account };
  }

  /**
   * Opens a session; `value` is what the cookie has. `code` is of the second factor, and not looked at where there is
   * none. Throws SignInPostponed.
   */
  async openSession(
    given: NameAndPassword & { readonly code: string },
    client: SignInClient,
  ): Promise<OpenedSignIn | undefined> {
    const account = await this.#verified(given, attemptOf(given.name, 'Session', client.address));
    return account && this.#opened(account, client);
  }

  /** Opens a session for somebody whom an OpenID provider has vouched for; a second factor is the provider’s part. */
  async openSessionOf(identity: ForeignIdentity, client: SignInClient): Promise<OpenedSignIn | undefined> {
    const admission = await this.#linked.admit(identity);
    if ('account' in admission) return this.#opened(admission.account, client);
    // Nobody guesses their way to a provider's word: it is no failure that counts.
    const attempt = providerAttempt(client.address);
    this.#options.signIns.reported(attempt, admission.refused);
    await this.#refused(attempt, undefined, admission.refused);
    return undefined;
  }

  /** Throws SignInPostponed when too much from there has failed. */
  checkProviderLimits(address: string): void {
    this.#options.signIns.checkLimits(providerAttempt(address));
  }

  /** What came back from an OpenID provider lets nobody in. */
  async providerRefused(address: string): Promise<void> {
    const [attempt, reason] = [providerAttempt(address), 'refused by its provider'] as const;
    this.#options.signIns.failed(attempt, reason);
    await this.#refused(attempt, undefined, reason);
  }

  /** Undefined: the session has ended, or its account may not sign in any more. */
  async withSession(value: string): Promise<SignedInAdministrator | undefined> {
    const { sessions, administrators } = this.#options;
    const session = await sessions.resume(value);
    if (session === undefined) return undefined;
    const account = await administrators.recent(session.accountName);
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
    const account = token && (await administrators.recent(token.accountName));
    if (
      token?.send === undefined &&
      token !== undefined &&
      account?.guid === token.account &&
      account.enabled
    ) {
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
      return await this.#options.administrators.recent(name);
    } catch (error) {
      const known = this.#lastKnown.get(loginKey(name));
      if (known === undefined) throw error;
      return known;
    }
  }

  /** Whose name and password, and code where one is asked for, these are. */
  async #verified(given: GivenLogin, attempt: SignInAttempt): Promise<Administrator | undefined> {
    const found = await this.#find(given.name);
    const asked = this.#candidates.of(found, given);
    const failure = await this.#options.signIns.failureOf(attempt, asked.candidate, given.password);
    const account = asked.account();
    if (failure === undefined) return account;
    await this.#refused(attempt, account ?? found, failure);
    return undefined;
  }

  async #opened(account: Administrator, client: SignInClient): Promise<OpenedSignIn> {
    const { value, session } = await this.#options.sessions.open({
      account: account.guid,
      accountName: account.name,
      generation: account.generation,
      ...client,
    });
    this.#options.lastSignIns.note(account.name);
    await this.#note('Sign-In', { caller: account.name, client: client.address });
    return { value, signedIn: { by: 'session', account, session } };
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
  return isThere && groupsOf(now) === groupsOf(before);
}

function groupsOf({ roleGroups, linked }: Administrator): string {
  return [...roleGroups, '', ...(linked?.groups ?? [])].join('\n');
}

function attemptOf(name: string, mechanism: string, address: string): SignInAttempt {
  return { account: name, principalName: name, mechanism, address };
}

/** Who it is says the provider, if anybody: only the address is counted. */
function providerAttempt(address: string): SignInAttempt {
  return { ...attemptOf('', 'OpenID', address), principalName: undefined };
}

/** Whether the account still knows the session: it was neither disabled nor made anew, nor were its sessions ended. */
export function isSessionOf(account: Administrator, session: AdministratorSession): boolean {
  return account.enabled && account.guid === session.account && account.generation === session.generation;
}
