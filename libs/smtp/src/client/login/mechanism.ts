import { createHmac } from 'node:crypto';

/** Whom we are to the peer. `allowClearText`: the password may go over a connection without TLS. */
export type OutboundLogin =
  | {
      readonly kind: 'password';
      readonly userName: string;
      readonly password: string;
      readonly allowClearText?: boolean;
    }
  /** Asked for when it is needed: whoever gives it renews it. */
  | { readonly kind: 'token'; readonly userName: string; readonly accessToken: () => Promise<string> };

/** One exchange of AUTH (RFC 4954 §4). */
export interface Mechanism {
  readonly name: string;
  /** What goes with AUTH, or as the answer to an empty challenge. */
  readonly initial?: string;
  /** The answer to each challenge that follows, in order. */
  readonly answers: readonly ((challenge: string) => string)[];
}

/** Names as in EHLO, the strongest first. */
export const passwordMechanisms = {
  'CRAM-MD5': ({ userName, password }) => ({
    name: 'CRAM-MD5',
    answers: [(challenge) => `${userName} ${createHmac('md5', password).update(challenge).digest('hex')}`], // RFC 2195 §2
  }),
  // RFC 4616 §2
  PLAIN: ({ userName, password }) => ({
    name: 'PLAIN',
    initial: `\0${userName}\0${password}`,
    answers: [],
  }),
  // It has no standard; the challenges are `Username:` and `Password:`, in whatever words.
  LOGIN: ({ userName, password }) => ({ name: 'LOGIN', answers: [() => userName, () => password] }),
} as const satisfies Readonly<Record<string, (login: PasswordLogin) => Mechanism>>;

type PasswordLogin = Extract<OutboundLogin, { readonly kind: 'password' }>;

/** Of Google and Microsoft. A refusal comes as a challenge, which an empty answer turns into a reply. */
export function xoauth2(userName: string, token: string): Mechanism {
  return {
    name: 'XOAUTH2',
    initial: `user=${userName}\u0001auth=Bearer ${token}\u0001\u0001`,
    answers: [() => ''],
  };
}
