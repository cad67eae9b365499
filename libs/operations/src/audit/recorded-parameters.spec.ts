import { z } from 'zod';

import { secret } from '../operation.js';
import { recordedParameters } from './recorded-parameters.js';

const password = z.string().min(8).meta(secret);

it.each([
  [
    'a field',
    z.object({ login: z.string(), password }),
    { login: 'a', password: 'x' },
    { login: 'a', password: '********' },
  ],
  [
    'one that may be left out',
    z.object({ password: password.optional() }),
    { password: 'x' },
    { password: '********' },
  ],
  ['one that was left out', z.object({ password: password.optional() }), {}, {}],
  [
    'one with a default',
    z.object({ password: password.default('y') }),
    { password: 'x' },
    { password: '********' },
  ],
  [
    'one that is changed on its way',
    z.object({ password: password.transform(Number) }),
    { password: 'x' },
    { password: '********' },
  ],
  [
    'one that is not what it should be',
    z.object({ password }),
    { password: { x: 'x' } },
    { password: '********' },
  ],
  [
    'one deep inside',
    z.object({ users: z.array(z.object({ password })).readonly() }),
    { users: [{ password: 'x' }] },
    { users: '[{"password":"********"}]' },
  ],
  [
    'one under a name',
    z.object({ logins: z.record(z.string(), z.object({ password })) }),
    { logins: { a: { password: 'x', more: 1 } } },
    { logins: '{"a":{"password":"********"}}' },
  ],
  ['what no schema names', z.object({}).refine(() => true), { passwrod: 'x' }, {}],
  ['no object at all', z.object({ password }), 'x', {}],
  ['a list where an object should be', z.object({ filter: z.unknown(), password }), [], {}],
] as const)('what is secret is not kept: %s', (_, schema, input, recorded) => {
  expect(recordedParameters(schema, input)).toEqual(recorded);
});

it('a long value is kept in part', () => {
  const { text } = recordedParameters(z.object({ text: z.string() }), { text: 'x'.repeat(100_000) });
  expect(text?.length).toBeLessThan(600);
  expect(text).toMatch(/^x+… \(100000 characters\)$/);
});
