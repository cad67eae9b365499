import type { DsnKind } from '../dsn.js';
import { escapedHtml } from '../../mime/escaped-html.js';
import type { NoticePiece } from './notice.js';
import { readable } from './readable.js';
import type { ReportBlock } from './report-block.js';

export interface HtmlPage {
  readonly kind: DsnKind;
  /** Of its words (RFC 5646). */
  readonly language: string;
  readonly title: string;
  readonly blocks: readonly ReportBlock[];
}

/** Mail programs read styles of elements at most; these do without them, too. */
const styles = {
  body: "margin:0;padding:24px;font-family:'Segoe UI',Helvetica,Arial,sans-serif;font-size:15px;line-height:1.5;color:#1f2328;background:#fff",
  page: 'max-width:680px',
  title: 'margin:0 0 16px;padding-left:12px;font-size:18px;font-weight:600;border-left:4px solid ',
  heading: 'margin:28px 0 8px;padding-top:16px;border-top:1px solid #d0d7de;font-weight:600;color:#57606a',
  quotation: 'margin:0 0 16px;padding:8px 12px;background:#f6f8fa',
  preformatted:
    'margin:0 0 12px;padding:8px 12px;background:#f6f8fa;font-size:13px;white-space:pre-wrap;word-wrap:break-word',
};

const colours: Readonly<Record<DsnKind, string>> = {
  failed: '#cf222e',
  delayed: '#bf8700',
  delivered: '#1a7f37',
  relayed: '#1a7f37',
  expanded: '#1a7f37',
};

/** Nothing in it is loaded from elsewhere. */
export function renderHtml({ kind, language, title, blocks }: HtmlPage): string {
  return [
    '<!DOCTYPE html>',
    `<html lang="${escapeHtml(language)}">`,
    '<head>',
    '<meta http-equiv="Content-Type" content="text/html; charset=utf-8">',
    `<title>${escapeHtml(title)}</title>`,
    '</head>',
    `<body style="${styles.body}">`,
    `<div style="${styles.page}">`,
    ...blocks.map((block) => htmlOf(block, kind)),
    '</div>',
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

function htmlOf(block: ReportBlock, kind: DsnKind): string {
  if (block.form === 'recipient') {
    const said = typeof block.text === 'string' ? lines(block.text) : noticeHtml(block.text);
    return `<p><b>${escapeHtml(block.name)}</b>${said === '' ? '' : `<br>\n${said}`}</p>`;
  }
  switch (block.form) {
    case 'title':
      return `<p style="${styles.title}${colours[kind]}">${lines(block.text)}</p>`;
    case 'heading':
      return `<p style="${styles.heading}">${lines(block.text)}</p>`;
    case 'paragraph':
      return `<p>${lines(block.text)}</p>`;
    case 'quotation':
      return `<p style="${styles.quotation}">${lines(block.text)}</p>`;
    case 'preformatted':
      return `<pre style="${styles.preformatted}">${escapeHtml(block.text)}</pre>`;
  }
}

function noticeHtml(pieces: readonly NoticePiece[]): string {
  return pieces.map(pieceHtml).join('');
}

function pieceHtml(piece: NoticePiece): string {
  switch (piece.kind) {
    case 'line-break':
      return '<br>\n';
    case 'paragraph':
      return '<br><br>\n';
    case 'text': {
      const text = lines(piece.text);
      const strong = piece.bold === true ? `<b>${text}</b>` : text;
      const marked = piece.emphasis === true ? `<em>${strong}</em>` : strong;
      return piece.href === undefined ? marked : `<a href="${escapeHtml(piece.href)}">${marked}</a>`;
    }
  }
}

function lines(text: string): string {
  return escapeHtml(text).replaceAll('\n', '<br>\n');
}

/** Replies and headers of strangers are quoted here: nothing of them may act as markup or as a control sequence. */
function escapeHtml(text: string): string {
  return escapedHtml(readable(text));
}
