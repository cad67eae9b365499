import type { AgentTouch } from '@mailyard/directory';
import { isSmtpAddress } from '@mailyard/schema';
import { Reply, type EnhancedStatusCode } from '@mailyard/smtp';
import { z } from 'zod';

const recipientsMax = 1_000;

/** For the agent log. */
const why = {
  reason: z.string().max(256).optional(),
  reasonData: z.string().max(1_024).optional(),
};

/** RFC 3463 §2: the class is that of the code. */
const reply = z
  .strictObject({
    code: z.int().min(500).max(559).default(550),
    status: z
      .string()
      .regex(/^5\.\d{1,3}\.\d{1,3}$/)
      .default('5.7.1'),
    // RFC 5321 §4.2: printable ASCII.
    text: z
      .string()
      .regex(/^[\x20-\x7e]+$/)
      .max(400),
  })
  .transform(({ code, status, text }) => new Reply(code, status as EnhancedStatusCode, text));

const addresses = z.array(z.string().max(1_024)).min(1).max(recipientsMax).readonly();
// RFC 5322 §3.6.8.
const fieldName = z.string().regex(/^[\x21-\x39\x3b-\x7e]{1,64}$/);
const fieldValue = z
  .string()
  .max(8_192)
  .refine((text) => !/\p{Cc}/u.test(text), 'must be one line of text');

const action = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('RejectMessage'), reply, ...why }),
  z.strictObject({ action: z.literal('RejectRecipients'), recipients: addresses, reply, ...why }),
  z.strictObject({ action: z.literal('DeleteMessage'), ...why }),
  z.strictObject({ action: z.literal('DeferMessage'), ...why }),
  z.strictObject({ action: z.literal('DeleteRecipients'), recipients: addresses, ...why }),
  z.strictObject({
    action: z.literal('AddRecipients'),
    recipients: addresses.refine((all) => all.every(isSmtpAddress), 'must be SMTP addresses'),
    ...why,
  }),
  z.strictObject({ action: z.literal('AddHeader'), name: fieldName, value: fieldValue, ...why }),
  z.strictObject({ action: z.literal('SetHeader'), name: fieldName, value: fieldValue, ...why }),
  z.strictObject({ action: z.literal('RemoveHeader'), name: fieldName, ...why }),
]);

/** One thing that an agent wants done. */
export type AgentAction = z.output<typeof action>;

/** What an agent returns, an action as it is written. */
export type WrittenAction = z.input<typeof action>;

const actions = z.array(action).max(100).readonly();

const touchOf: Readonly<Record<AgentAction['action'], AgentTouch>> = {
  RejectMessage: 'verdict',
  RejectRecipients: 'verdict',
  DeleteMessage: 'verdict',
  DeferMessage: 'verdict',
  DeleteRecipients: 'envelope',
  AddRecipients: 'envelope',
  AddHeader: 'headers',
  SetHeader: 'headers',
  RemoveHeader: 'headers',
};

/** What makes a message readable, tells of its way, or says whom the organization takes its sender for: no agent's business. */
const untouchable =
  /^(?:content-.*|mime-version|received|return-path|message-id|date|bcc|resent-.*|x-ms-exchange-(?:organization|forest)-(?!scl$).*)$/i;

/** What the agent was asked about, and what it may do. */
export interface Asked {
  readonly touches: readonly AgentTouch[];
  /** The recipients whom it was told of. */
  readonly recipients: readonly string[];
}

/** An answer that is none, or that says more than the agent may: nothing of it is done. */
export class AnswerRefused extends Error {
  override readonly name = 'AnswerRefused';
}

/** The actions of an answer, if the agent may do all of them. */
export function readAnswer(answer: unknown, asked: Asked): readonly AgentAction[] {
  const read = actions.safeParse(answer);
  if (!read.success) {
    const [issue] = read.error.issues;
    throw new AnswerRefused(`malformed answer: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`);
  }
  for (const one of read.data) {
    const problem = problemOf(one, asked);
    if (problem !== undefined) throw new AnswerRefused(`${one.action}: ${problem}`);
  }
  return read.data;
}

function problemOf(one: AgentAction, { touches, recipients }: Asked): string | undefined {
  const touch = touchOf[one.action];
  if (!touches.includes(touch)) return `its Touches do not have ${touch}`;
  if ('name' in one && untouchable.test(one.name)) return `${one.name} is not to be changed`;
  if (one.action !== 'RejectRecipients' && one.action !== 'DeleteRecipients') return undefined;
  const stranger = one.recipients.find((address) => !recipients.includes(address));
  return stranger === undefined ? undefined : `it was not asked about ${stranger}`;
}
