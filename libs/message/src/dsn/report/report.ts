import { formatPath } from '@mailyard/smtp';

import { oneLine } from '../../header/header-field.js';
import { decodeText, encodeText } from '../../mime/encoded-word.js';
import { isAscii } from '../address-forms.js';
import type { DsnKind, DsnRecipient, DsnRequest } from '../dsn.js';
import { explanationOf, waitExplanation } from '../explanations.js';
import { reasonOfRule } from '../rule-rejection.js';
import { isAttempted } from '../wait-cause.js';
import type { Catalogue } from '../words/catalogue.js';
import { diagnosticBlocks } from './diagnostics.js';
import type { NoticePiece } from './notice.js';
import type { ReportBlock } from './report-block.js';

const maxSubjectLength = 255;

/** Encoded, but for the prefix where it need not be: programs and people look for it. */
export function reportSubject(request: DsnRequest, words: Catalogue): string {
  const prefix = words.subjectPrefixes[request.kind];
  const subject = originalSubject(request);
  return isAscii(prefix) ? prefix + encodeText(subject) : encodeText(prefix + subject);
}

/** As people read it. */
export function originalSubject(request: Pick<DsnRequest, 'original'>): string {
  const subject = oneLine(decodeText(request.original.header.first('Subject') ?? ''));
  return Array.from(subject).slice(0, maxSubjectLength).join('');
}

/** The report for people (RFC 6522 §3, first part), in Exchange's order. */
export function reportBlocks(request: DsnRequest, words: Catalogue): readonly ReportBlock[] {
  const { kind, reporter } = request;
  const forAdministrators = kind === 'failed' || kind === 'delayed' ? reporter.diagnostics : 'none';
  return [
    { form: 'title', text: words.openings[kind] },
    ...request.recipients.flatMap((recipient) => recipientBlocks(recipient, kind, words)),
    ...(kind === 'failed' ? [] : [paragraph(words.subject(originalSubject(request)))]),
    ...(kind === 'delayed' ? delayBlocks(request, words) : []),
    ...(forAdministrators === 'none' ? [] : diagnosticBlocks(request, words)),
  ];
}

function recipientBlocks(recipient: DsnRecipient, kind: DsnKind, words: Catalogue): readonly ReportBlock[] {
  const address = formatPath(recipient.path);
  const name = recipient.displayName === undefined ? address : `${recipient.displayName} (${address})`;
  const said: ReportBlock = { form: 'recipient', name, text: saidOf(recipient, kind, words) };
  const { remote, reply, comment } = recipient;
  if (comment !== undefined) return [said, { form: 'quotation', text: comment }];
  if (kind !== 'failed' || remote === undefined) return [said];
  return [said, { form: 'quotation', text: `${words.gaveError(remote.host)}\n${reply.text}` }];
}

function saidOf(recipient: DsnRecipient, kind: DsnKind, words: Catalogue): string | readonly NoticePiece[] {
  const { notice, waited } = recipient;
  if (kind === 'failed') return notice ?? reasonOfRule(recipient) ?? explanationOf(recipient, words);
  if (kind !== 'delayed') return '';
  return notice ?? (waited === undefined ? '' : waitExplanation(waited, 'delayed', words));
}

function delayBlocks(request: DsnRequest, { delay }: Catalogue): readonly ReportBlock[] {
  const attempted = request.recipients.every(({ waited }) => waited === undefined || isAttempted(waited));
  const still = paragraph(attempted ? `${delay.notYet} ${delay.goesOn}` : delay.notYet);
  if (request.retryUntil === undefined) return [still];
  const minutes = Math.floor((request.retryUntil.getTime() - request.now.getTime()) / 60_000);
  const rest = minutes < 1 ? delay.underAMinute : delay.duration(inUnits(minutes));
  const goingOn = attempted ? delay.trying(rest) : delay.kept(rest);
  return [still, paragraph(`${goingOn} ${delay.toldLater}`)];
}

function inUnits(minutes: number): {
  readonly days: number;
  readonly hours: number;
  readonly minutes: number;
} {
  return { days: Math.floor(minutes / 1440), hours: Math.floor(minutes / 60) % 24, minutes: minutes % 60 };
}

function paragraph(text: string): ReportBlock {
  return { form: 'paragraph', text };
}
