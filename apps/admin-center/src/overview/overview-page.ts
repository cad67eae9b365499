import type { ClientSettings } from '@mailyard/directory';
import type { HealthReport, QueueView, ServiceView } from '@mailyard/operations';
import { formatBinding } from '@mailyard/schema';
import type { ServerRole } from '@mailyard/service';

import { Html, markup, table, timeText } from './html.js';
import { problems } from './problems.js';
import { style } from './style.js';

export interface Overview {
  readonly server: string;
  readonly serverRole: ServerRole;
  readonly health: HealthReport;
  readonly instances: readonly ServiceView[];
  readonly queues: readonly QueueView[];
  /** Of the connectors that advertise them. */
  readonly clientSettings: readonly ClientSettings[];
  readonly now: Date;
}

const refreshSeconds = 5;

/** What runs, where it listens, what waits: a page that needs no script, and the first one of an Edge. */
export function overviewPage(overview: Overview): string {
  const { server, health, now } = overview;
  const page = markup`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta http-equiv="refresh" content="${refreshSeconds}" />
        <title>${server} · Mailyard</title>
        <style>${new Html(style)}</style>
      </head>
      <body>
        <header>
          <h1>Mailyard</h1>
          <span>${server}</span>${statusOf(health)}
          <nav><a href="/queues">Queues</a><a href="/metrics">Metrics</a><a href="/health">Health</a><a href="/sign-out">Sign out</a></nav>
        </header>
        ${edgeNote(overview)} ${durabilityNote(health)} ${problems(health)}
        <h2>Services</h2>
        ${services(overview)}
        <h2>Listeners</h2>
        ${listeners(overview)} ${mailPrograms(overview)}
        <h2>Queues</h2>
        ${queues(overview)}
        <footer>${timeText(now)} · refreshes every ${refreshSeconds} seconds</footer>
      </body>
    </html>`;
  return page.text;
}

/** An Edge has no pages to configure it, as it has none at Exchange. */
function edgeNote({ server, serverRole }: Overview): Html {
  if (serverRole !== 'Edge') return markup``;
  return markup`<p>
    ${server} is an Edge Transport server: it takes mail at the perimeter and hands it on, and has no mailboxes. Its
    connectors, domains and accounts are managed in the management shell:
    <code>npm run -s shell -- -Edge</code>. Here is how it fares.
  </p>`;
}

function statusOf(health: HealthReport): Html {
  if (health.redis === 'away') return markup`<span class="bad">Redis does not answer</span>`;
  const { redisError } = health;
  if (redisError !== undefined) return markup`<span class="bad">Redis refuses writes: ${redisError}</span>`;
  const missing = Object.entries(health.services).flatMap(([name, { active }]) => (active > 0 ? [] : [name]));
  if (missing.length > 0) return markup`<span class="bad">not active: ${missing.join(', ')}</span>`;
  if (health.status === 'ok') return markup`<span class="good">all services are active</span>`;
  return markup`<span class="wait">degraded</span>`;
}

function durabilityNote({ durability }: HealthReport): Html {
  if (durability === 'unknown' || durability.strict) return markup``;
  return markup`<p class="bad">Acknowledged messages can be lost: ${durability.weaknesses.join('; ')}</p>`;
}

function services({ instances, now }: Overview): Html {
  const rows = instances.map(
    (instance) =>
      markup`<tr>
        <td>${instance.service}</td>
        <td><span class="${instance.state === 'Active' ? 'good' : 'wait'}">${instance.state}</span></td>
        <td>${instance.host}</td>
        <td class="number">${instance.pid}</td>
        <td>${instance.version}</td>
        <td>${duration(now.getTime() - Date.parse(instance.startedAt))}</td>
      </tr>`,
  );
  return table(
    markup`<th>Service</th>
      <th>State</th>
      <th>Host</th>
      <th class="number">Process</th>
      <th>Version</th>
      <th>Up</th>`,
    rows,
  );
}

function listeners({ instances }: Overview): Html {
  const rows = instances.flatMap(({ service, listeners: own }) =>
    own.map(
      ({ name, endpoint, error }) =>
        markup`<tr>
          <td>${service}</td>
          <td>${name}</td>
          <td class="code">${formatBinding(endpoint)}</td>
          <td>
            ${
              error === undefined
                ? markup`<span class="good">Listening</span>`
                : markup`<span class="bad">${error}</span>`
            }
          </td>
        </tr>`,
    ),
  );
  return table(
    markup`<th>Service</th>
      <th>Listener</th>
      <th>Address</th>
      <th>State</th>`,
    rows,
  );
}

function mailPrograms({ clientSettings }: Overview): Html {
  if (clientSettings.length === 0) return markup``;
  const rows = clientSettings.map(
    ({ server, port, encryption, login }) =>
      markup`<tr>
        <td class="code">${server}</td>
        <td class="number">${port}</td>
        <td>${encryption}</td>
        <td>${login}</td>
      </tr>`,
  );
  const head = markup`<th>Server</th>
    <th class="number">Port</th>
    <th>Encryption</th>
    <th>Login</th>`;
  return markup`<h2>Settings for mail programs</h2>
    ${table(head, rows)}`;
}

function queues({ queues: summaries, now }: Overview): Html {
  const rows = summaries.map(
    (queue) =>
      markup`<tr>
        <td>${queue.identity}</td>
        <td>${queue.deliveryType}</td>
        <td><span class="${statusClass(queue)}">${queue.status}</span></td>
        <td class="number">${queue.messageCount}</td>
        <td class="number">${queue.activeCount}</td>
        <td class="number">${queue.delayedCount}</td>
        <td>
          ${queue.nextRetryTime === undefined ? '' : `in ${duration(queue.nextRetryTime - now.getTime())}`}
        </td>
        <td>${queue.lastError ?? queue.waitReason ?? ''}</td>
      </tr>`,
  );
  return table(
    markup`<th>Identity</th>
      <th>Delivery type</th>
      <th>Status</th>
      <th class="number">Messages</th>
      <th class="number">Active</th>
      <th class="number">Delayed</th>
      <th>Next retry</th>
      <th>Last error</th>`,
    rows,
  );
}

function statusClass({ status }: QueueView): string {
  return status === 'Retry' || status === 'Suspended' ? 'wait' : 'good';
}

/** The two largest units: `2 d 3 h`, `45 s`. */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  const units = [
    ['d', Math.floor(seconds / 86_400)],
    ['h', Math.floor(seconds / 3_600) % 24],
    ['min', Math.floor(seconds / 60) % 60],
    ['s', seconds % 60],
  ] as const;
  const first = units.findIndex(([, count]) => count > 0);
  const shown = first < 0 ? units.slice(-1) : units.slice(first, first + 2);
  return shown.map(([unit, count]) => `${count} ${unit}`).join(' ');
}
