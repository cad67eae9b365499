import { Reply } from '@mailyard/smtp';
import { Metrics } from '@mailyard/telemetry';

import { TransportMetrics } from './transport-metrics.js';

const metrics = () => new Metrics({ service: 'hub-transport', instance: 'a' });

describe('what a hub measures', () => {
  it('how long each stage of a message took, by delivery type', async () => {
    const all = metrics();
    const counts = new TransportMetrics(all);
    counts.took('accept', 4);
    counts.took('total', 30, 'SmtpDeliveryToMailbox');
    counts.took('total', 2_000, 'SmtpDeliveryToMailbox');
    const text = await all.registry.metrics();
    const bucket = (...labels: readonly string[]) =>
      text
        .split('\n')
        .find((line) => line.startsWith('mailyard_hub_stage_seconds_bucket') && hasAll(line, labels))
        ?.split(' ')
        .at(-1);
    const total = ['stage="total"', 'delivery_type="SmtpDeliveryToMailbox"'];
    expect(bucket('stage="accept"', 'le="0.005"')).toBe('1');
    expect(bucket(...total, 'le="0.025"')).toBe('0');
    expect(bucket(...total, 'le="0.05"')).toBe('1');
    expect(bucket(...total, 'le="2.5"')).toBe('2');
  });

  it('a stage that seems to have ended before it began took no time: the clock was set back', async () => {
    const all = metrics();
    new TransportMetrics(all).took('total', -60_000, 'DnsConnectorDelivery');
    expect(await all.registry.metrics()).toMatch(/^mailyard_hub_stage_seconds_sum{.*} 0$/m);
  });

  it.each([
    ['4.2.2', '4.2'],
    ['4.7.99', '4.7'],
    ['4.8.1', 'other'],
    ['4.70.1', 'other'],
    [undefined, 'other'],
  ] as const)(
    'deferrals by class and subject of RFC 3463, whatever a peer says: %s is %s',
    async (status, told) => {
      const all = metrics();
      new TransportMetrics(all).deferred(new Reply(450, status, 'later'), 'DnsConnectorDelivery');
      expect(await all.registry.metrics()).toContain(`mailyard_hub_deferrals_total{class="${told}",`);
    },
  );
});

const hasAll = (line: string, parts: readonly string[]): boolean =>
  parts.every((part) => line.includes(part));
