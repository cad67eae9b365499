import type { ReportBlock } from './report.js';

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

export function renderText(blocks: readonly ReportBlock[]): string {
  return `${blocks.map((block) => clean(block.text)).join('\n\n')}\n`;
}

export function renderHtml(blocks: readonly ReportBlock[]): string {
  const body = blocks.map(htmlBlock).join('\n');
  return `<html>\n<head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"></head>\n<body>\n${body}\n</body>\n</html>\n`;
}

function htmlBlock(block: ReportBlock): string {
  const text = escapeHtml(clean(block.text));
  switch (block.form) {
    case 'heading':
      return `<p><b>${text}</b></p>`;
    case 'paragraph':
      return `<p>${text.replaceAll('\n', '<br>\n')}</p>`;
    case 'preformatted':
      return `<pre>${text}</pre>`;
  }
}

/** Replies and headers of strangers are quoted here: nothing of them may act as markup or as a control sequence. */
function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"]/g, (character) => entities[character] ?? '');
}

function clean(text: string): string {
  return text.replaceAll('\r\n', '\n').replaceAll(/(?![\n\t])\p{Cc}/gu, ' ');
}
