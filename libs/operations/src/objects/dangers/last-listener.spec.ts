import type { ObjectDifference, Organization, ReceiveConnector } from '@mailyard/directory';

import { lastListeners } from './last-listener.js';

const connector = (more: Partial<ReceiveConnector>): ReceiveConnector =>
  ({
    Guid: '1',
    Server: 'MBX01',
    Name: 'Default',
    Enabled: true,
    Bindings: ['0.0.0.0:25'],
    RemoteIPRanges: ['0.0.0.0-255.255.255.255'],
    ...more,
  }) as ReceiveConnector;
const narrow = connector({ Guid: '2', Name: 'Printers', RemoteIPRanges: ['192.168.5.0/24'] });
const inside = connector({ Guid: '3', Name: 'Here', Bindings: ['127.0.0.1:25'] });
const other = connector({ Guid: '4', Name: 'Other' });

const dangers = (before: readonly ReceiveConnector[], object: ReceiveConnector, action = 'change') =>
  lastListeners([{ kind: 'ReceiveConnectors', action, object } as unknown as ObjectDifference], {
    objects: { ReceiveConnectors: before },
  } as unknown as Organization);

const nothing = ['Nothing would listen on port 25 of MBX01: mail from outside would stop.'];
const onlyPrinters = ['Only 192.168.5.0/24 could reach port 25 of MBX01: mail from outside would stop.'];

it.each([
  ['the last one is removed', [connector({})], connector({}), 'remove', nothing],
  ['the last one is disabled', [connector({})], connector({ Enabled: false }), 'change', nothing],
  ['it goes to another port', [connector({})], connector({ Bindings: ['0.0.0.0:26'] }), 'change', nothing],
  ['another one is for everybody', [connector({}), other], connector({}), 'remove', []],
  [
    'a narrow one is no listener for everybody',
    [connector({}), narrow],
    connector({}),
    'remove',
    onlyPrinters,
  ],
  [
    'it is narrowed',
    [connector({})],
    connector({ RemoteIPRanges: ['192.168.5.0/24'] }),
    'change',
    onlyPrinters,
  ],
  [
    'the machine itself is not outside',
    [connector({}), inside],
    connector({}),
    'remove',
    ['Only the machine itself could reach port 25 of MBX01: mail from outside would stop.'],
  ],
  [
    'a narrow one goes, and there was none for everybody',
    [narrow, { ...narrow, Guid: '5' }],
    narrow,
    'remove',
    [],
  ],
] as const)('%s', (_, before, object, action, expected) => {
  expect(dangers(before, object, action)).toEqual(expected);
});
