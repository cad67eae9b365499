import { markup, table } from './html.js';

it('lets nothing that somebody sent become markup', () => {
  const row = markup`<tr><td title="${`"'&`}">${'<script>alert("x")</script>'}</td></tr>`;
  const page = table(markup`<th>Error</th>`, [row]).text;
  expect(page).not.toContain('<script');
  expect(page).toContain('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;');
  expect(page).toContain('title="&quot;&#39;&amp;"');
});
