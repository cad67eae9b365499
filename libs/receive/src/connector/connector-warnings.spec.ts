import { connectorOf } from '../testing/contoso.js';
import { inertWarnings } from './connector-warnings.js';

it('a parameter that can do nothing is told of when somebody has set it', () => {
  const set = connectorOf({ ProxyEnabled: true, MaxAcknowledgementDelay: '00:00:10' });
  expect(inertWarnings([connectorOf({ MaxAcknowledgementDelay: '00:00:30' }), set])).toEqual([
    String.raw`ProxyEnabled, MaxAcknowledgementDelay without effect: MBX01\Test`,
  ]);
});
