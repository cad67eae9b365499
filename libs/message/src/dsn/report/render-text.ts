import type { NoticePiece } from './notice.js';
import { readable } from './readable.js';
import type { ReportBlock } from './report-block.js';

/** The report as plain text. */
export function renderText(blocks: readonly ReportBlock[]): string {
  return `${blocks.map(textOf).join('\n\n')}\n`;
}

function textOf(block: ReportBlock): string {
  if (block.form !== 'recipient') return readable(block.text);
  const said = typeof block.text === 'string' ? readable(block.text) : noticeText(block.text);
  return `${readable(block.name)}\n${said}`.trimEnd();
}

function noticeText(pieces: readonly NoticePiece[]): string {
  const text = pieces.map((piece) => {
    switch (piece.kind) {
      case 'text':
        return readable(withTarget(piece.text, piece.href));
      case 'line-break':
        return '\n';
      case 'paragraph':
        return '\n\n';
    }
  });
  return text.join('').trim();
}

/** Where the link leads, unless its text says so itself. */
function withTarget(text: string, href: string | undefined): string {
  const isSaid = href === undefined || href === text || href === `mailto:${text}`;
  return isSaid ? text : `${text} (${href})`;
}
