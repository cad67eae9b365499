/** Markup that is safe to send: made by `markup` only. */
export class Html {
  constructor(readonly text: string) {}
}

type Content = string | number | Html | readonly Html[];

/** Every value is escaped unless it is markup itself, so that nothing a client sent can become markup. */
export function markup(strings: TemplateStringsArray, ...values: readonly Content[]): Html {
  const parts = strings.map(
    (text, index) => text + (index < values.length ? render(values[index] ?? '') : ''),
  );
  return new Html(parts.join(''));
}

function render(value: Content): string {
  if (value instanceof Html) return value.text;
  if (typeof value === 'object') return value.map(({ text }) => text).join('');
  return escape(String(value));
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => escapes[character] ?? '');
}

export function table(head: Html, rows: readonly Html[]): Html {
  if (rows.length === 0) return markup`<p class="dim">None.</p>`;
  return markup`<div class="scroll">
    <table>
      <thead>
        <tr>
          ${head}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
}
