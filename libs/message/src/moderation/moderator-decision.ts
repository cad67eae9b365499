import type { HeaderBlock } from '../header/header-block.js';
import { decodeText } from '../mime/encoded-word.js';
import type { MessageReading } from '../mime/reading/message-reader.js';

/** What a moderator says to a request. */
export type ModeratorDecision =
  { readonly kind: 'approve' } | { readonly kind: 'reject'; readonly comment?: string };

/** In every language in which requests are written, and as people say it. */
const words: Readonly<Record<string, ModeratorDecision['kind']>> = {
  approve: 'approve',
  approved: 'approve',
  genehmigen: 'approve',
  genehmigt: 'approve',
  approuver: 'approve',
  approuvé: 'approve',
  aprobar: 'approve',
  aprobado: 'approve',
  reject: 'reject',
  rejected: 'reject',
  ablehnen: 'reject',
  abgelehnt: 'reject',
  rejeter: 'reject',
  rejeté: 'reject',
  rechazar: 'reject',
  rechazado: 'reject',
};

const commentMax = 1_000;
/** What mail programs put before a subject. */
const replyMark = /^(?:(?:re|aw|wg|fw|fwd|tr|rv|sv|antw)(?:\[\d+\])?\s*:\s*)+/i;
/** Where the message begins that is replied to. */
const quoted =
  /^(?:>|-{2,}\s*$|_{5,}|-{3,}.*-{3,}$|(?:from|von|de|sent|gesendet)\s*:|on .+ wrote:|am .+ schrieb)/i;

/**
 * The decision in a reply: its subject begins with the word, as behind the links of a request, or its first line is the word.
 * Undefined where it says neither, or both.
 */
export function moderatorDecision(
  header: HeaderBlock,
  reading: MessageReading,
): ModeratorDecision | undefined {
  const lines = textOf(reading);
  const inSubject = decisionAt(decodeText(header.first('Subject') ?? '').replace(replyMark, ''), true);
  const inText = decisionAt(lines[0] ?? '', false);
  if (inSubject !== undefined && inText !== undefined && inSubject !== inText) return undefined;
  const kind = inText ?? inSubject;
  return kind === 'reject' ? rejection(inText === undefined ? lines : lines.slice(1)) : kind && { kind };
}

function rejection(said: readonly string[]): ModeratorDecision {
  const comment = commentOf(said);
  return comment === '' ? { kind: 'reject' } : { kind: 'reject', comment };
}

/** The word alone; in a subject more may follow, behind a colon. */
function decisionAt(line: string, mayGoOn: boolean): ModeratorDecision['kind'] | undefined {
  const { word, rest } = /^\s*(?<word>\p{L}+)\s*(?<rest>.*)$/u.exec(line.normalize('NFC'))?.groups ?? {};
  if (word === undefined || rest === undefined) return undefined;
  const isWord = mayGoOn ? rest === '' || rest.startsWith(':') : /^[.!]?\s*$/.test(rest);
  const key = word.toLowerCase();
  return isWord && Object.hasOwn(words, key) ? words[key] : undefined;
}

/** Lines of the first text that is no attachment, without empty ones before it. */
function textOf({ parts }: MessageReading): readonly string[] {
  const text = parts.find((part) => !part.isAttachment && part.text !== undefined)?.text ?? '';
  return text.trim().split(/\r?\n/);
}

function commentOf(lines: readonly string[]): string {
  const end = lines.findIndex((line) => quoted.test(line.trim()));
  return (end === -1 ? lines : lines.slice(0, end))
    .join(' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, commentMax);
}
