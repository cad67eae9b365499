import { formatPath } from '@mailyard/smtp';

import { applyHeaderFirewall, noHeaderRights } from '../../trace/header-firewall.js';
import { oneLine } from '../../header/header-field.js';
import { decodeText, encodeText } from '../../mime/encoded-word.js';
import type { DsnKind, DsnRecipient, DsnRequest } from '../dsn.js';
import { explanationOf } from '../explanations.js';
import { isAttempted, waitExplanation } from '../wait-cause.js';

/** A piece of the report for people; written once, rendered as text and as HTML. */
export interface ReportBlock {
  readonly form: 'heading' | 'paragraph' | 'preformatted';
  readonly text: string;
}

const subjectPrefixes: Readonly<Record<DsnKind, string>> = {
  failed: 'Undeliverable: ',
  delayed: 'Delivery delayed: ',
  delivered: 'Delivered: ',
  relayed: 'Relayed: ',
  expanded: 'Expanded: ',
};

const openings: Readonly<Record<DsnKind, string>> = {
  failed: 'Delivery has failed to these recipients or groups:',
  delayed: 'Delivery is delayed to these recipients or groups:',
  delivered: 'Your message has been delivered to the following recipients:',
  relayed:
    'Delivery to these recipients or groups is complete, but no delivery notification was sent by the destination server:',
  expanded: 'Your message has been delivered to the following groups:',
};

const maxSubjectLength = 255;
/** Enough for any honest header; what is longer would bury the report. */
const maxHeaderOctets = 16_384;

/** Encoded, but for the prefix, which programs and people look for. */
export function reportSubject(request: DsnRequest): string {
  return subjectPrefixes[request.kind] + encodeText(originalSubject(request));
}

/** The report for people (RFC 3462 §1, first part), in Exchange's order and words. */
export function reportBlocks(request: DsnRequest): readonly ReportBlock[] {
  const { kind } = request;
  return [
    heading(openings[kind]),
    ...request.recipients.flatMap((recipient) => recipientBlocks(recipient, kind)),
    ...(kind === 'failed' ? [] : [paragraph(`Subject: ${originalSubject(request)}`)]),
    ...(kind === 'delayed' ? delayBlocks(request) : []),
    ...(kind === 'failed' || kind === 'delayed' ? diagnosticBlocks(request) : []),
  ];
}

function recipientBlocks(recipient: DsnRecipient, kind: DsnKind): readonly ReportBlock[] {
  const address = formatPath(recipient.path);
  const name = recipient.displayName === undefined ? address : `${recipient.displayName} (${address})`;
  const { remote, reply, waited } = recipient;
  if (kind === 'delayed' && waited) return [paragraph(`${name}\n${waitExplanation(waited, 'delayed')}`)];
  if (kind !== 'failed') return [paragraph(name)];
  const quoted = remote && paragraph(`${remote.host} gave this error:\n${reply.text}`);
  return [paragraph(`${name}\n${explanationOf(recipient)}`), ...(quoted ? [quoted] : [])];
}

function delayBlocks(request: DsnRequest): readonly ReportBlock[] {
  const attempted = request.recipients.every(({ waited }) => waited === undefined || isAttempted(waited));
  const goesOn = attempted ? ' Delivery will continue to be attempted.' : '';
  const still = paragraph(`This message hasn't been delivered yet.${goesOn}`);
  if (request.retryUntil === undefined) return [still];
  const rest = formatDuration(request.retryUntil.getTime() - request.now.getTime());
  const doing = attempted ? 'keep trying to deliver' : 'keep';
  const goingOn = `The server will ${doing} this message for the next ${rest}.`;
  return [still, paragraph(`${goingOn} You'll be notified if the message can't be delivered by that time.`)];
}

function diagnosticBlocks(request: DsnRequest): readonly ReportBlock[] {
  // The trace shows the organization's inside: it helps our administrators and is no business of strangers.
  const rights = { ...noHeaderRights, routing: request.reporter.audience === 'internal' };
  const block = applyHeaderFirewall(request.original.header, rights);
  const header = block.toBuffer().toString('utf8', 0, maxHeaderOctets);
  return [
    heading('Diagnostic information for administrators:'),
    paragraph(`Generating server: ${request.reporter.fqdn}`),
    ...request.recipients.map((recipient) => preformatted(diagnosticLines(recipient).join('\n'))),
    paragraph('Original message headers:'),
    preformatted(header.trimEnd()),
  ];
}

function diagnosticLines({ path, remote, reply }: DsnRecipient): readonly string[] {
  const address = formatPath(path);
  if (remote === undefined) return [address, `Server returned '${reply.toString()}'`];
  const host = remote.ip === undefined ? remote.host : `${remote.host} (${remote.ip})`;
  return [address, host, `Remote Server returned '${reply.toString()}'`];
}

function originalSubject(request: DsnRequest): string {
  const subject = oneLine(decodeText(request.original.header.first('Subject') ?? ''));
  return Array.from(subject).slice(0, maxSubjectLength).join('');
}

function formatDuration(ms: number): string {
  const minutes = Math.max(0, Math.floor(ms / 60_000));
  const days = Math.floor(minutes / 1440);
  return `${days} days, ${Math.floor(minutes / 60) % 24} hours and ${minutes % 60} minutes`;
}

function heading(text: string): ReportBlock {
  return { form: 'heading', text };
}

function paragraph(text: string): ReportBlock {
  return { form: 'paragraph', text };
}

function preformatted(text: string): ReportBlock {
  return { form: 'preformatted', text };
}
