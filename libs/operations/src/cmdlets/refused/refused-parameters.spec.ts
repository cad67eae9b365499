import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { boundParameters } from '../binding/bound-parameters.js';
import { cmdletNamed } from '../all-cmdlets.js';
import { refusedParameters } from './refused-parameters.js';

/** What Microsoft's reference pages list, by cmdlet. */
const exchange = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../spec-support/exchange-parameters.json'), 'utf8'),
) as Readonly<Record<string, string>>;

const rows = Object.entries(exchange).flatMap(([name, parameters]) => {
  const cmdlet = cmdletNamed(name, 'Mailbox');
  return cmdlet === undefined ? [] : [{ name, cmdlet, parameters: parameters.split(' ') }];
});

it.each(rows)('every parameter of $name at Exchange is there, or it is said why not', (row) => {
  const there = row.cmdlet.parameters.flatMap(({ name, aliases = [] }) => [name, ...aliases]);
  const refused = refusedParameters(row.name);
  // The shell has it for all cmdlets.
  const known = [...there, ...Object.keys(refused), 'Force'].map((name) => name.toLowerCase());
  expect(row.parameters.filter((name) => !known.includes(name.toLowerCase()))).toEqual([]);
});

it('what is refused are parameters of Exchange', () => {
  expect(rows.length).toBeGreaterThan(50);
  const known = new Set(Object.values(exchange).join(' ').toLowerCase().split(' '));
  const refused = rows.flatMap(({ name }) => Object.keys(refusedParameters(name)));
  // Of exceptions the pages list the conditions.
  const named = refused.map((name) => name.replace(/^ExceptIf/, '').toLowerCase());
  expect(named.filter((name) => !known.has(name))).toEqual([]);
});

it.each(['New-TransportRule', 'Set-TransportRule'])('%s has every condition as an exception, too', (name) => {
  const parameters = cmdletNamed(name, 'Mailbox')?.parameters.map((each) => each.name) ?? [];
  const there = [...parameters, ...Object.keys(refusedParameters(name))];
  const exceptions = there.filter((each) => each.startsWith('ExceptIf'));
  expect(exceptions).toHaveLength(59);
  expect(exceptions.filter((each) => !there.includes(each.slice('ExceptIf'.length)))).toEqual([]);
});

it('whoever names one is told why, and not that a name begins so', () => {
  const cmdlet = cmdletNamed('Set-TransportService', 'Mailbox');
  if (cmdlet === undefined) throw new Error('no Set-TransportService');
  expect(() => boundParameters(cmdlet, { Identity: 'MBX01', externalipaddress: '192.0.2.1' })).toThrow(
    'ExternalIPAddress: is not there: Received fields tell the addresses of the connection itself',
  );
});
