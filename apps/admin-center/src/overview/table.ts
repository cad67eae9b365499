import { markup, type Html } from './html.js';

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
