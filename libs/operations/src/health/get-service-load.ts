import { z } from 'zod';

import { operation } from '../operation.js';
import { Measurements } from '../series/measurements.js';

/** What each service counts its messages by; the others handle none by themselves. */
const counters = [
  { name: 'mailyard_front_end_transactions_total', labels: { outcome: 'accepted' } },
  { name: 'mailyard_hub_messages_accepted_total', labels: {} },
  { name: 'mailyard_mailbox_deliveries_total', labels: { outcome: 'stored' } },
] as const;

const load = z
  .object({
    id: z.string().describe('As Get-Service has it.'),
    connections: z.int().optional().describe('SMTP sessions that are open.'),
    messages: z.int().optional().describe('Accepted since it started.'),
    memory: z.int().optional().describe('Resident, in octets.'),
    loopDelay: z.number().optional().describe('Median delay of the event loop, in seconds.'),
    at: z.number().describe('Milliseconds since the epoch.'),
  })
  .readonly();

export const getServiceLoad = operation({
  name: 'Get-ServiceLoad',
  summary: 'How busy every process is that runs, as it reported it last.',
  input: z.object({ server: z.string().optional().describe('Of this server only.') }),
  output: z.array(load).readonly(),
  right: 'Monitoring',
  alsoBy: ['View-Only Configuration'],
  audit: false,
  async run({ server }, { registry }) {
    const running = await registry.live({ ...(server !== undefined && { server }), metrics: true });
    const at = Date.now();
    return running.map(({ id, metrics }) => ({ id, ...loadOf(new Measurements([metrics])), at }));
  },
});

/** What nobody has measured is left out. */
function loadOf(measured: Measurements): Omit<z.output<typeof load>, 'id' | 'at'> {
  const counted = counters.flatMap(({ name, labels }) => [...measured.byProcess(name, labels).values()]);
  const figures = {
    connections: measured.highest('mailyard_smtp_sessions'),
    messages: counted.length === 0 ? undefined : counted.reduce((sum, value) => sum + value, 0),
    memory: measured.highest('process_resident_memory_bytes'),
    loopDelay: measured.highest('nodejs_eventloop_lag_p50_seconds'),
  };
  return Object.fromEntries(Object.entries(figures).filter(([, value]) => value !== undefined));
}
