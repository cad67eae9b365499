import { TerminatingError } from '@mailyard/powershell';

import type { Login } from './login.js';

/** Header fields by which a request says whose it is. */
export type Proof = Readonly<Record<string, string>>;

export type PasswordLogin = Extract<Login, { by: 'password' }>;

/** RFC 6750 §2.1, RFC 7617. */
export function proofOf(login: Login): Proof {
  if (login.by === 'token') return { Authorization: `Bearer ${login.token}` };
  return { Authorization: `Basic ${Buffer.from(`${login.user}:${login.password}`).toString('base64')}` };
}

/** What opens a session, which is the one sign-in that takes a one-time code. */
export function sessionOrder({ user: name, password, code = '' }: PasswordLogin): string {
  return JSON.stringify({ name, password, code });
}

/** What is sent of a session that was opened: its cookie, and its token as a page of the site sends it. */
export function proofOfSession(
  { body, cookies }: { readonly body: string; readonly cookies: readonly string[] },
  origin: string,
): Proof {
  const pairs = cookies.map((cookie) => cookie.split(';', 1)[0] ?? '');
  const { csrfToken } = JSON.parse(body) as { readonly csrfToken?: string };
  if (pairs.length === 0 || csrfToken === undefined) {
    throw new TerminatingError(`The admin centre at ${origin} opens no session.`);
  }
  return { Cookie: pairs.join('; '), 'X-XSRF-TOKEN': csrfToken, Origin: origin };
}
