import { formValuesOf, parametersOf } from '../form/state/values.js';
import { declaredShown, unnamed, type DeclaredParameter } from './declared-values.js';

const parameter = (name: string, more: Partial<DeclaredParameter>): DeclaredParameter => ({
  name,
  label: name,
  help: '',
  type: 'string',
  multiple: false,
  required: false,
  secret: false,
  inert: false,
  tab: 'General',
  ...more,
});

const parameters = [
  parameter('MaxAge', { type: 'timespan', default: 1 }),
  parameter('MaxSize', { type: 'size', default: 1 }),
  parameter('Room', { type: 'size' }),
  parameter('Path', {}),
  parameter('Servers', { multiple: true, default: [] }),
  parameter('Traces', { inert: true }),
];

it('§8.3: parameters are shown as their declared types are typed, and cleared where they can be', () => {
  const shown = declaredShown(parameters);
  const values = formValuesOf({ MaxAge: 600_000, MaxSize: 10_485_760, Servers: ['192.0.2.1'] }, shown);
  expect(values).toEqual({
    MaxAge: '00:10:00',
    MaxSize: '10 MB',
    Room: '',
    Path: '',
    Traces: '',
    Servers: ['192.0.2.1'],
  });
  expect(parametersOf(values, ['MaxAge', 'MaxSize', 'Room', 'Path', 'Servers'], shown)).toEqual({
    MaxAge: '00:10:00',
    MaxSize: '10 MB',
    Room: null,
    Path: null,
    Servers: ['192.0.2.1'],
  });
});

it('§8.3: a parameter that no tab names is not lost', () => {
  expect(unnamed(parameters, new Set(['MaxAge', 'MaxSize', 'Servers'])).map(({ name }) => name)).toEqual([
    'Room',
    'Path',
  ]);
});
