import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { TerminatingError } from '@mailyard/powershell';

/** How one signs in to the API. */
export type Login =
  | {
      readonly by: 'password';
      readonly user: string;
      readonly password: string;
      /** Of the second factor; undefined: the account has none. */
      readonly code?: string;
    }
  | { readonly by: 'token'; readonly token: string };

/** What is said of the login; none of it is a secret, since others of the machine see command lines. */
export interface LoginOptions {
  /** Whose password is asked for. */
  readonly userName?: string | undefined;
  /** Where a token of the API is. */
  readonly tokenFile?: string | undefined;
  /** A token of the API is asked for. */
  readonly asksToken?: boolean | undefined;
  /** A one-time code is asked for. */
  readonly asksCode?: boolean | undefined;
}

export interface LoginPlace {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly dataDir: string;
  /** Another machine does not get to know the password of this one. */
  readonly isThisMachine: boolean;
  /** Undefined: nobody can be asked. */
  readonly askSecretly?: ((prompt: string) => Promise<string | undefined>) | undefined;
}

/** What was said comes first, then the environment, then what is on the machine. */
export async function findLogin(said: LoginOptions, place: LoginPlace): Promise<Login> {
  const login = await firstFactor(said, place);
  if (login.by === 'password') return { ...login, ...(await codeOf(said, place)) };
  if (said.asksCode !== true) return login;
  throw new TerminatingError('A token needs no -OneTimeCode.');
}

/** In the environment, for programs; else asked for. */
async function codeOf(
  { asksCode = false }: LoginOptions,
  place: LoginPlace,
): Promise<{ readonly code?: string }> {
  const { MAILYARD_ONE_TIME_CODE: given = '' } = place.environment;
  if (given !== '') return { code: given.trim() };
  return asksCode ? { code: (await asked('One-time code: ', place)).trim() } : {};
}

async function firstFactor(said: LoginOptions, place: LoginPlace): Promise<Login> {
  const { userName, tokenFile, asksToken = false } = said;
  if ([userName !== undefined, tokenFile !== undefined, asksToken].filter(Boolean).length > 1) {
    throw new TerminatingError('-UserName, -TokenFile and -AskToken exclude each other.');
  }
  if (userName !== undefined) return passwordOf(userName, place);
  if (tokenFile !== undefined) return tokenIn(tokenFile);
  if (asksToken) return { by: 'token', token: (await asked('Token: ', place)).trim() };
  return (await loginOfEnvironment(place)) ?? administrator(place);
}

async function loginOfEnvironment({ environment }: LoginPlace): Promise<Login | undefined> {
  const { MAILYARD_API_TOKEN: token = '', MAILYARD_API_TOKEN_FILE: file = '' } = environment;
  if (token !== '') return { by: 'token', token: token.trim() };
  return file === '' ? undefined : tokenIn(file);
}

/** The built-in account, whose password the machine has. */
async function administrator({ environment, dataDir, isThisMachine }: LoginPlace): Promise<Login> {
  const user = 'admin';
  const { MAILYARD_ADMIN_PASSWORD: given } = environment;
  if (given !== undefined) return { by: 'password', user, password: given };
  if (!isThisMachine) {
    throw new TerminatingError(
      'Another machine has another login: say -UserName, -TokenFile or -AskToken, or set MAILYARD_API_TOKEN.',
    );
  }
  const file = join(dataDir, 'admin-password');
  return { by: 'password', user, password: await contentOf(file, loginUnknown) };
}

const loginUnknown =
  'Start Mailyard (npm start), set MAILYARD_DATA_DIR, or sign in otherwise: -UserName, a token in MAILYARD_API_TOKEN, the password of admin in MAILYARD_ADMIN_PASSWORD.';

async function passwordOf(user: string, place: LoginPlace): Promise<Login> {
  return { by: 'password', user, password: await asked(`Password for user ${user}: `, place) };
}

async function asked(prompt: string, { askSecretly }: LoginPlace): Promise<string> {
  const answer = await askSecretly?.(prompt);
  if (answer !== undefined && answer !== '') return answer;
  throw new TerminatingError(
    'The login cannot be asked for here: programs sign in with a token, in MAILYARD_API_TOKEN or -TokenFile.',
  );
}

async function tokenIn(file: string): Promise<Login> {
  return { by: 'token', token: await contentOf(file, 'New-ApiToken makes a token.') };
}

async function contentOf(file: string, cure: string): Promise<string> {
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const reason = code === 'EACCES' ? 'may not be read by you' : 'is not there';
    throw new TerminatingError(`The login is not known: ${file} ${reason}. ${cure}`);
  }
}
