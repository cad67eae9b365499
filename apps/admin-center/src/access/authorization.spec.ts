import { authorizationOf } from './authorization.js';

const encoded = (text: string): string => Buffer.from(text).toString('base64');

it.each([
  [`Basic ${encoded('admin:secret')}`, { scheme: 'Basic', name: 'admin', password: 'secret' }],
  [`basic  ${encoded('admin:pä:ss')}`, { scheme: 'Basic', name: 'admin', password: 'pä:ss' }],
  [`Basic ${encoded('admin:')}`, { scheme: 'Basic', name: 'admin', password: '' }],
  [`Basic ${encoded('admin')}`, undefined],
  ['Basic', undefined],
  ['Bearer mailyard_1', { scheme: 'Bearer', token: 'mailyard_1' }],
  ['Bearer ', undefined],
  ['Digest username="admin"', undefined],
  ['', undefined],
])('RFC 7617 §2, RFC 6750 §2.1: %j', (header, expected) => {
  expect(authorizationOf(header)).toEqual(expected);
});
