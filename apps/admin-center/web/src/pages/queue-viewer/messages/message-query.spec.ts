import { parseQuery } from '../../../ui/query/query-terms.js';
import { messageFields, messageQuery } from './message-query.js';

const at = { now: Date.UTC(2026, 10, 30, 15), isUtc: true, heldByMe: ['812'] };
const asked = (text: string) => messageQuery(parseQuery(text, messageFields), at);

it.each([
  ['from:erp', "FromAddress -like '*erp*'"],
  ['from:erp@*', "FromAddress -like 'erp@*'"],
  ['-status:retry|suspended', "-not ((Status -eq 'Retry' -or Status -eq 'Suspended'))"],
  ['domain:fabrikam.com', "RecipientDomain -like '*fabrikam.com*'"],
  ['subject:"it\'s"', "Subject -like '*it''s*'"],
  ['size>5mb', "Size -gt '5MB'"],
  ['retries:1..3', '(RetryCount -ge 1 -and RetryCount -le 3)'],
  ['age>4h', "DateReceived -lt '2026-11-30T11:00:00.000Z'"],
  ['age:1h..', "DateReceived -le '2026-11-30T14:00:00.000Z'"],
  ['held:me', "HeldBy -eq '812'"],
  ['age<4h', "DateReceived -gt '2026-11-30T11:00:00.000Z'"],
  ['expires<1h', "ExpirationTime -lt '2026-11-30T16:00:00.000Z'"],
  [
    'received:10:00..11:30',
    "(DateReceived -ge '2026-11-30T10:00:00.000Z' -and DateReceived -lt '2026-11-30T11:31:00.000Z')",
  ],
  ['invoice from:a', "Anything -like '*invoice*' -and FromAddress -like '*a*'"],
])('%s is asked for as %s', (text, where) => {
  expect(asked(text).where).toBe(where);
});

it('what OPATH has no word for is a condition beside it', () => {
  expect(asked('-ip:192.168.5.0/24')).toEqual({
    where: undefined,
    filter: [{ property: 'SourceIP', operator: 'in', values: ['192.168.5.0/24'], not: true }],
    unsaid: ['-ip:192.168.5.0/24'],
    ours: [],
  });
  expect(asked('x').ours).toEqual(['Anything']);
});
