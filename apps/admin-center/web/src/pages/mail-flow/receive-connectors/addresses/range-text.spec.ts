import { bindingOf, bindingParts, rangesIn, rangeText } from './range-text.js';

it.each([
  ['17.17.17.1/24', '17.17.17.0-17.17.17.255'],
  ['10.1.2.3/8', '10.0.0.0-10.255.255.255'],
  ['192.168.5.10/32', '192.168.5.10'],
  ['0.0.0.0/0', '0.0.0.0-255.255.255.255'],
  ['192.168.5.10', '192.168.5.10'],
  ['fd00::/8', 'fd00::/8'],
  ['300.1.1.1/24', '300.1.1.1/24'],
  ['1.1.1.1/33', '1.1.1.1/33'],
])('the network %s is shown as %s', (range, text) => {
  expect(rangeText(range)).toBe(text);
});

it('ranges are taken out of what is pasted, each once', () => {
  expect(rangesIn('192.168.5.1\n192.168.5.2, 10.0.0.1 - 10.0.0.9;192.168.5.1  fd00::1\r\n')).toEqual([
    '192.168.5.1',
    '192.168.5.2',
    '10.0.0.1-10.0.0.9',
    'fd00::1',
  ]);
});

it.each(['0.0.0.0:25', '[::]:587', '[fd00::25]:2525', '10.10.1.1:25'])(
  'the binding %s is its parts',
  (text) => {
    expect(bindingOf(bindingParts(text))).toBe(text);
  },
);
