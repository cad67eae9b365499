import { randomBytes } from 'node:crypto';

import { hashPassword, matchesHash, type PasswordHash } from '../credentials/password-hash.js';
import type { Credential } from '../objects/credential.js';
import type { TextCredential } from './organization-text.js';

/** A password that was made because the variable for it is not set. It is known only here, so it must be shown. */
export interface MadePassword {
  readonly variable: string;
  readonly logins: readonly string[];
  readonly password: string;
}

/** The passwords that a text's credentials refer to: those of the environment, else those that accounts have, else made. */
export class TextPasswords {
  readonly #made = new Map<string, { readonly password: string; readonly logins: string[] }>();

  /** `environment`: passwords by variable, usually `process.env`. */
  constructor(private readonly environment: Readonly<Record<string, string | undefined>>) {}

  get made(): readonly MadePassword[] {
    return [...this.#made].map(([variable, { password, logins }]) => ({ variable, password, logins }));
  }

  /** `known` is the credential that the login has already: it stays when it fits, or when no password is given. */
  async hashOf(
    { Login, PasswordVariable: variable }: Pick<TextCredential, 'Login' | 'PasswordVariable'>,
    known: Credential | undefined,
  ): Promise<PasswordHash> {
    const given = this.environment[variable] || undefined;
    if (known !== undefined && (given === undefined || (await matchesHash(given, known)))) return known;
    return hashPassword(given ?? this.#make(variable, Login));
  }

  #make(variable: string, login: string): string {
    const made = this.#made.get(variable) ?? { password: randomBytes(12).toString('base64url'), logins: [] };
    made.logins.push(login);
    this.#made.set(variable, made);
    return made.password;
  }
}

/** One line a password, for the terminal. */
export function describeMadePasswords(made: readonly MadePassword[]): readonly string[] {
  return made.map(
    ({ variable, logins, password }) =>
      `Password of ${logins.join(', ')}: ${password}   (made now and not shown again; ${variable} was not set)`,
  );
}
