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

// RFC 5321 §4.2: printable ASCII.
const replyText = z
  .string()
  .regex(/^[\x20-\x7e]+$/)
  .max(400);

/** A refusal, and nothing else: 4yz or 5yz, with a status of the same class (RFC 3463 §2). */
const reply = z
  .strictObject({
    code: z.union([z.int().min(420).max(459), z.int().min(500).max(559)]).default(550),
    status: z
      .string()
      .regex(/^[45]\.\d{1,3}\.\d{1,3}$/)
      .optional(),
    text: replyText,
  })
  .refine(
    ({ code, status }) => status === undefined || status.startsWith(String(code).charAt(0)),
    'the status must have the class of the code',
  )
  .transform(({ code, status, text }) => {
    const usual = code < 500 ? '4.7.1' : '5.7.1';
    return new Reply(code, (status ?? usual) as EnhancedStatusCode, text);
  });

/** RFC 5321 §3.1, RFC 7504 §3: how a greeting refuses. */
const greeting = reply.refine(({ code }) => [421, 521, 554].includes(code), 'must be 421, 521 or 554');

const permanent = reply.refine(({ code }) => code >= 500, 'must be 5yz: recipients cannot wait alone');

/** What a system without SMTP has said, as a reply of that class. */
function said(usual: { readonly code: number; readonly status: EnhancedStatusCode; readonly text?: string }) {
  const first = Math.floor(usual.code / 100) * 100;
  const form = z.strictObject({
    code: z
      .int()
      .min(first)
      .max(first + 59)
      .default(usual.code),
    status: z
      .string()
      .regex(new RegExp(`^${first / 100}\\.\\d{1,3}\\.\\d{1,3}$`))
      .default(usual.status),
    text: usual.text === undefined ? replyText : replyText.default(usual.text),
  });
  const reply = form.transform(
    ({ code, status, text }) => new Reply(code, status as EnhancedStatusCode, text),
  );
  return usual.text === undefined ? reply : reply.default(new Reply(usual.code, usual.status, usual.text));
}

const delivered = said({ code: 250, status: '2.1.5', text: 'delivered' });
const deferred = said({ code: 451, status: '4.4.0' });
const failed = said({ code: 550, status: '5.1.0' });

const addresses = z.array(z.string().max(1_024)).min(1).max(recipientsMax).readonly();
// RFC 5322 §3.6.8.
const fieldName = z.string().regex(/^[\x21-\x39\x3b-\x7e]{1,64}$/);
const fieldValue = z
  .string()
  .max(8_192)
  .refine((text) => !/\p{Cc}/u.test(text), 'must be one line of text');

const action = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('RejectConnection'), reply: greeting, ...why }),
  z.strictObject({ action: z.literal('RejectCommand'), reply, ...why }),
  z.strictObject({ action: z.literal('RejectAuthentication'), reply, ...why }),
  z.strictObject({ action: z.literal('RejectMessage'), reply, ...why }),
  z.strictObject({
    action: z.literal('RejectRecipients'),
    recipients: addresses,
    reply: permanent,
    ...why,
  }),
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
  z.strictObject({ action: z.literal('RegisterConnection'), remoteHost: z.string().min(1).max(255), ...why }),
  z.strictObject({ action: z.literal('UnregisterConnection'), ...why }),
  z.strictObject({
    action: z.literal('DeferQueue'),
    reply: deferred,
    retryAfterSeconds: z.int().min(1).max(86_400).optional(),
    ...why,
  }),
  z.strictObject({ action: z.literal('AckMailItemSuccess'), reply: delivered, ...why }),
  z.strictObject({ action: z.literal('AckMailItemDefer'), reply: deferred, ...why }),
  z.strictObject({ action: z.literal('AckMailItemFail'), reply: failed, ...why }),
  z.strictObject({
    action: z.literal('AckRecipientSuccess'),
    recipients: addresses,
    reply: delivered,
    ...why,
  }),
  z.strictObject({ action: z.literal('AckRecipientDefer'), recipients: addresses, reply: deferred, ...why }),
  z.strictObject({ action: z.literal('AckRecipientFail'), recipients: addresses, reply: failed, ...why }),
  // What the agent has returned as `content` comes in front of its answer, piece by piece.
  z.strictObject({ action: z.literal('ReplaceContent'), octets: z.int().min(0), ...why }),
]);

/** One thing that an agent wants done. */
export type AgentAction = z.output<typeof action>;

/** What an agent returns, an action as it is written. */
export type WrittenAction = z.input<typeof action>;

export type ActionName = AgentAction['action'];

/** What an answer consists of. */
export const agentActions = z.array(action).max(100).readonly();

/** What must be declared for an action; undefined: it is what the agent is for. */
export const touchOf: Readonly<Record<ActionName, AgentTouch | undefined>> = {
  RejectConnection: 'verdict',
  RejectCommand: 'verdict',
  RejectAuthentication: 'verdict',
  RejectMessage: 'verdict',
  RejectRecipients: 'verdict',
  DeleteMessage: 'verdict',
  DeferMessage: 'verdict',
  DeleteRecipients: 'envelope',
  AddRecipients: 'envelope',
  AddHeader: 'headers',
  SetHeader: 'headers',
  RemoveHeader: 'headers',
  ReplaceContent: 'content',
  RegisterConnection: undefined,
  UnregisterConnection: undefined,
  DeferQueue: undefined,
  AckMailItemSuccess: undefined,
  AckMailItemDefer: undefined,
  AckMailItemFail: undefined,
  AckRecipientSuccess: undefined,
  AckRecipientDefer: undefined,
  AckRecipientFail: undefined,
};
