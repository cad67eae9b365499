import type { TextKey, Texts } from '../../text/index.js';
import type { appTexts } from '../app.text.js';
import type { Feature } from '../page.js';
import { mailTargets, objectTargets } from './palette-targets.js';

const t: Texts<TextKey<typeof appTexts>> = (key, values) => [key, ...Object.values(values ?? {})].join(' ');
const load = () => Promise.reject(new Error('no page is opened'));
const shown = (...paths: readonly `/${string}`[]): readonly Feature[] => [
  {
    title: 'queues',
    icon: 'queues',
    key: 'q',
    pages: paths.map((path) => ({ path, title: 'queues', load })),
  },
];
const all = shown('/tracking', '/tracking/$id', '/queue-viewer/messages');
const uuid = '0f8fad5b-d9cb-469f-a165-70867728950e';

it.each([
  ['erp@contoso.com', ['/tracking?q=from%3Aerp%40contoso.com', '/tracking?q=to%3Aerp%40contoso.com']],
  ['<a.b@contoso.com>', ['/tracking?q=msgid%3A%3Ca.b%40contoso.com%3E']],
  ['5111011082268', ['/queue-viewer/messages?q=id%3A5111011082268']],
  [uuid, [`/tracking/${uuid}`]],
  ['contoso', []],
  ['12', []],
  ['a b@c', []],
])('the palette goes from %s to %j', (text, paths) => {
  expect(mailTargets(text, all, t).map(({ path }) => path)).toEqual(paths);
  expect(mailTargets(text, shown('/dashboard'), t)).toEqual([]);
});

it('objects are gone to on their page, where there is one that the user may read', () => {
  const found = [
    { kind: 'SendConnector', name: 'To Edge', identity: 'To Edge', guid: 'g', detail: '' },
    { kind: 'Queue', name: 'fabrikam.com', identity: String.raw`MBX01\fabrikam.com`, detail: 'x' },
    { kind: 'SystemMessage', name: 'en', identity: 'en', guid: 'h', detail: '' },
  ];
  const here = shown('/mail-flow/send-connectors', '/queue-viewer/queues');
  expect(objectTargets(found, here).map(({ path, title }) => [path, title])).toEqual([
    ['/mail-flow/send-connectors?at=g', 'To Edge'],
    ['/queue-viewer/queues?q=fabrikam.com', 'fabrikam.com · x'],
  ]);
  expect(objectTargets(found, shown('/queue-viewer/queues'))).toHaveLength(1);
});
