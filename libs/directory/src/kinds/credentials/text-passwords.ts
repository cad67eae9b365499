import { randomBytes } from 'node:crypto';

import { loginKey } from '@mailyard/schema';

import type { Credential, PasswordHash } from './credential.js';
import { hashPassword, matchesHash, passwordHashOf } from './password-hash.js';

/** A password that was made because the variable for it is not set. It is known only here, so it must be shown. */
export interface MadePassword {
  /** Empty: none was named. */
  readonly variable: string;
  readonly logins: readonly string[];
  readonly password: string;
}

interface TextAccount {
  readonly Login: string;
  readonly PasswordVariable?: string | null | undefined;
}

/** The passwords that a text's credentials refer to: those of the environment, else those that accounts have, else made. */
export class TextPasswords {
  readonly #made = new Map<string, MadePassword & { readonly logins: string[] }>();

  /** `environment`: passwords by variable, usually `process.env`. `hashes`: what accounts have elsewhere, by their logins. */
  constructor(
    private readonly environment: Readonly<Record<string, string | undefined>>,
    private readonly hashes: Readonly<Record<string, PasswordHash>> = {},
  ) {}

  get made(): readonly MadePassword[] {
    return [...this.#made.values()];
  }

  /** An empty variable counts as one that is not set. */
  valueOf(variable: string): string | undefined {
    return this.environment[variable] || undefined;
  }

  /** `known` is the credential that the login has already: it stays when it fits, or when no password is given. */
  async hashOf(
    { Login, PasswordVariable: variable }: TextAccount,
    known: Credential | undefined,
  ): Promise<PasswordHash> {
    const brought = this.hashes[loginKey(Login)];
    if (brought !== undefined) return brought;
    const given = variable ? this.valueOf(variable) : undefined;
    if (known !== undefined && (given === undefined || (await matchesHash(given, known)))) {
      return passwordHashOf(known);
    }
    return hashPassword(given ?? this.#make(variable ?? '', Login));
  }

  /** Logins of one variable have one password; those without a variable have each their own. */
  #make(variable: string, login: string): string {
    const key = variable || `of ${login}`;
    const made = this.#made.get(key) ?? { variable, password: makePassword(), logins: [] };
    made.logins.push(login);
    this.#made.set(key, made);
    return made.password;
  }
}

/** 96 bits. */
export function makePassword(): string {
  return randomBytes(12).toString('base64url');
}

/** One line a password, for the terminal. */
export function describeMadePasswords(made: readonly MadePassword[]): readonly string[] {
  return made.map(
    ({ variable, logins, password }) =>
      `Password of ${logins.join(', ')}: ${password}   (made now and not shown again${variable && `; ${variable} was not set`})`,
  );
}
