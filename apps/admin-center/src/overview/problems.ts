import type { HealthReport } from '@mailyard/operations';

import { markup, table, timeText, type Html } from './html.js';

/** What several processes say of the same thing stands there once. */
export function problems({ degradations }: HealthReport): Html {
  const told = Map.groupBy(degradations, ({ code, subject }) => `${code} ${subject}`);
  const rows = Array.from(told.values(), (same) => {
    const { code, subject, reason, since } = same[0] as HealthReport['degradations'][number];
    const services = [...new Set(same.map(({ service }) => service))].join(', ');
    return markup`<tr>
      <td><span class="wait">${code}</span></td>
      <td>${subject}</td>
      <td>${reason}</td>
      <td><span>${services}</span></td>
      <td><span>${timeText(new Date(since))}</span></td>
    </tr>`;
  });
  if (rows.length === 0) return markup``;
  const head = markup`<th>Problem</th>
    <th>Of</th>
    <th>Reason</th>
    <th>Told by</th>
    <th>Since</th>`;
  return markup`<h2>Problems</h2>
    ${table(head, rows)}`;
}
