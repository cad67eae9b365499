import { formatPath, type Path, type Reply } from '@mailyard/smtp';

export interface RefusedRecipient {
  readonly address: string;
  /** As SMTP would have said it. */
  readonly reply: string;
}

export interface Refusal {
  readonly type: string;
  readonly title: string;
  /** Of HTTP (RFC 9110 §15). */
  readonly status: number;
  readonly detail: string;
  /** What is broken: a member of the token’s scope, or the status of the reply (RFC 3463). */
  readonly rule?: string;
  /** As SMTP would have said it. */
  readonly reply?: string;
  readonly recipients?: readonly RefusedRecipient[];
  readonly retryAfterSeconds?: number;
}

/** Why a message of an application was not accepted: nothing of it is kept, or nobody knows. */
export class InjectionRefused extends Error {
  override readonly name = 'InjectionRefused';

  constructor(readonly refusal: Refusal) {
    super(refusal.detail);
  }
}

/** A client that is told nothing else comes again after that. */
const retrySeconds = 5;

export function refusedBy(reply: Reply, rule?: string): InjectionRefused {
  return new InjectionRefused(refusalOf(reply, rule));
}

export function notUnderstood(detail: string): InjectionRefused {
  return new InjectionRefused({
    type: 'not-understood',
    title: 'The message was not understood',
    status: 400,
    detail,
  });
}

/** One recipient that is refused is a message refused: whoever sends hears of it before anybody has it. */
export function refusedRecipients(
  refused: readonly { readonly path: Path; readonly reply: Reply; readonly rule?: string }[],
): InjectionRefused | undefined {
  const [first] = refused;
  if (first === undefined) return undefined;
  const recipients = refused.map(({ path, reply }) => ({
    address: formatPath(path),
    reply: reply.toString(),
  }));
  return new InjectionRefused({ ...refusalOf(first.reply, first.rule), recipients });
}

function refusalOf(reply: Reply, rule: string | undefined): Refusal {
  const status = statusOf(reply);
  return {
    ...titles[status],
    status,
    detail: reply.toString(),
    rule: rule ?? reply.status ?? String(reply.code),
    reply: reply.toString(),
    ...(status === 503 && { retryAfterSeconds: retrySeconds }),
  };
}

type Status = 403 | 413 | 422 | 503;

const titles: Readonly<Record<Status, Pick<Refusal, 'type' | 'title'>>> = {
  403: { type: 'not-allowed', title: 'The application may not do that' },
  413: { type: 'too-large', title: 'The message is too large' },
  422: { type: 'refused', title: 'The message cannot be accepted' },
  503: { type: 'unavailable', title: 'No message is accepted at present' },
};

/** RFC 3463 §3.8 is policy, §3.4 size; too many recipients stay too many, whenever somebody comes again. */
function statusOf({ transient, status }: Reply): Status {
  if (status === '4.5.3') return 422;
  if (transient) return 503;
  if (status === '5.3.4' || status === '5.2.3') return 413;
  return status?.startsWith('5.7.') === true ? 403 : 422;
}
