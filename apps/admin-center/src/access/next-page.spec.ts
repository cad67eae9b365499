import { nextPage, signInPath } from './next-page.js';

it.each([
  ['/mail-flow/receive-connectors?q=a%20b', '/mail-flow/receive-connectors?q=a%20b'],
  ['/queues', '/queues'],
  ['//evil.example/', '/'],
  ['/\\\\evil.example/', '/'],
  ['/\t/evil.example/', '/'],
  ['/.//evil.example/', '/'],
  ['https://evil.example/', '/'],
  ['javascript:alert(1)', '/'],
  ['/sign-out', '/'],
  ['/sign-in?next=/', '/'],
  [['/a', '/b'], '/'],
  [undefined, '/'],
])('whoever signs in is led nowhere but to a page of this site: %j', (asked, expected) => {
  expect(nextPage(asked)).toBe(expected);
});

it('the form knows which page was asked for', () => {
  expect([signInPath('/'), signInPath('/queues?x=1')]).toEqual([
    '/sign-in',
    '/sign-in?next=%2Fqueues%3Fx%3D1',
  ]);
});
