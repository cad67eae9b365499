import { deferQueue, replyText, type Action, type MailItem } from './delivery-contract.mjs';
import type { EndpointAnswer } from './http-endpoint.mjs';

/** RFC 9110 §15: what is said about the request itself, which will be the same the next time. */
const refusals = new Map([
  [400, { code: 550, status: '5.6.0' }],
  [413, { code: 552, status: '5.3.4' }],
  [415, { code: 550, status: '5.6.1' }],
  [422, { code: 550, status: '5.6.0' }],
]);

/** Of one of several messages it may be about any. */
export function isAboutMessage(answer: EndpointAnswer): boolean {
  return 'status' in answer && (refusals.has(answer.status) || answer.status === 500);
}

/** What the answer means for one message: 2yz delivers, what is about the message refuses it or puts it off, all else waits. */
export function actionsFor(item: MailItem, answer: EndpointAnswer): readonly Action[] {
  if ('problem' in answer) return deferQueue(answer.problem);
  const { status, text } = answer;
  if (status >= 200 && status < 300) return acknowledged(item, text);
  const said = `it answers ${status}${text.trim() === '' ? '' : `: ${text.trim()}`}`;
  const refusal = refusals.get(status);
  if (refusal !== undefined) {
    return [{ action: 'AckMailItemFail', reply: { ...refusal, text: replyText(said) } }];
  }
  if (status === 500) return [{ action: 'AckMailItemDefer', reply: { text: replyText(said) } }];
  if (status >= 300 && status < 400) {
    return deferQueue(
      `it answers ${status} and leads to ${answer.location ?? 'nowhere'}, which is not followed`,
    );
  }
  return deferQueue(said, secondsOf(answer.retryAfter));
}

/** RFC 9110 §10.2.3: seconds or a date. A day at most. */
function secondsOf(retryAfter: string | undefined): number | undefined {
  if (retryAfter === undefined) return undefined;
  const seconds = /^\d+$/.test(retryAfter)
    ? Number(retryAfter)
    : Math.ceil((Date.parse(retryAfter) - Date.now()) / 1_000);
  return Number.isFinite(seconds) ? Math.min(86_400, Math.max(1, seconds)) : undefined;
}

type Word = 'delivered' | 'retry' | 'failed';

const actionOf: Readonly<Record<Word, 'AckRecipientSuccess' | 'AckRecipientDefer' | 'AckRecipientFail'>> = {
  delivered: 'AckRecipientSuccess',
  retry: 'AckRecipientDefer',
  failed: 'AckRecipientFail',
};

/** `{ results: [{ id, result, recipients: [{ address, result, status, text }] }] }`; nothing: everybody has it. */
function acknowledged(item: MailItem, text: string): readonly Action[] {
  const said = parsed(text);
  if (said === 'nothing') return [{ action: 'AckMailItemSuccess', reply: { text: 'taken' } }];
  const results = Array.isArray(said?.['results']) ? (said['results'] as readonly unknown[]) : [];
  const result = results.map(record).find((each) => each?.['id'] === item.id);
  if (result === undefined) return deferQueue(`its answer has no result for ${item.id}`);
  const ofRecipients = Array.isArray(result['recipients'])
    ? (result['recipients'] as readonly unknown[])
    : [];
  const byAddress = new Map(ofRecipients.map((each) => [record(each)?.['address'], record(each)] as const));
  const actions = item.recipients.map(({ address }) => actionFor(address, byAddress.get(address) ?? result));
  return actions.some((action) => action === undefined)
    ? deferQueue('its answer does not say what became of everybody')
    : (actions as readonly Action[]);
}

function actionFor(address: string, said: Readonly<Record<string, unknown>>): Action | undefined {
  const word = String(said['result']) as Word;
  if (!Object.hasOwn(actionOf, word)) return undefined;
  const [text, status] = [said['text'], said['status']];
  const isStatus = typeof status === 'string' && /^[245]\.\d{1,3}\.\d{1,3}$/.test(status);
  const fits = isStatus && status.startsWith({ delivered: '2', retry: '4', failed: '5' }[word]);
  const reply = {
    text: replyText(typeof text === 'string' ? text : word),
    ...(fits ? { status } : {}),
  };
  return { action: actionOf[word], recipients: [address], reply };
}

/** Who takes everything says nothing, or something that is no JSON of ours. */
function parsed(text: string): Readonly<Record<string, unknown>> | 'nothing' | undefined {
  if (text.trim() === '') return 'nothing';
  try {
    const said = record(JSON.parse(text));
    return said === undefined || !('results' in said) ? 'nothing' : said;
  } catch {
    // Not JSON: `OK`.
    return 'nothing';
  }
}

function record(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null
    ? (value as Readonly<Record<string, unknown>>)
    : undefined;
}
