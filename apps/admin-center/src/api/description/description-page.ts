import {
  cmdlets,
  isOffered,
  operations,
  resources,
  type Cmdlet,
  type CmdletParameter,
} from '@mailyard/operations';

import { Html, markup, table } from '../../server-pages/html.js';
import { style } from '../../server-pages/style.js';

/** What the API is, for people; programs read /api/v1/openapi.json. */
export function descriptionPage(server: string): string {
  const page = markup`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>API of ${server} · Mailyard</title>
        <style>${new Html(style)}</style>
      </head>
      <body>
        <header>
          <h1>Mailyard</h1>
          <span>API of ${server}</span>
          <nav>
            <a href="/">Dashboard</a><a href="/api/v1/openapi.json">OpenAPI 3.1</a
            ><a href="/api/v1/cmdlets">Cmdlets as JSON</a>
          </nav>
        </header>
        <h2>Objects</h2>
        ${objects()}
        <h2>Cmdlets</h2>
        <p class="dim">POST /api/v1/cmdlets/NAME with { "parameters": { … } }.</p>
        ${table(markup`<th>Cmdlet</th><th>Does</th><th>Parameters</th>`, cmdlets.map(cmdletRow))}
        <h2>Operations</h2>
        <p class="dim">POST /api/v1/operations/NAME with the input.</p>
        ${operationRows()}
      </body>
    </html>`;
  return page.text;
}

function objects(): Html {
  const rows = resources.map(({ name, isSingle, operations: known }) => {
    const verbs = [
      'GET',
      ...(known.New ? ['POST'] : []),
      ...(known.Set ? ['PATCH'] : []),
      ...(known.Remove ? ['DELETE'] : []),
    ];
    const path = `/api/v1/${name}${isSingle ? '' : '[/{identity}]'}`;
    return markup`<tr>
      <td class="code">${path}</td>
      <td>${verbs.join(', ')}</td>
    </tr>`;
  });
  return table(markup`<th>Path</th><th>Methods</th>`, rows);
}

function cmdletRow({ name, synopsis, parameters }: Cmdlet): Html {
  return markup`<tr>
    <td class="code">${name}</td>
    <td>${synopsis}</td>
    <td>${parameters.map(parameterText).join(', ')}</td>
  </tr>`;
}

function parameterText({ name, mandatory }: CmdletParameter): string {
  return mandatory ? `${name} (needed)` : name;
}

function operationRows(): Html {
  const rows = operations.filter(isOffered).map(
    ({ name, summary, right }) =>
      markup`<tr>
        <td class="code">${name}</td>
        <td>${summary}</td>
        <td>${right}</td>
      </tr>`,
  );
  return table(markup`<th>Operation</th><th>Does</th><th>Right</th>`, rows);
}
