import { X509Certificate } from 'node:crypto';

import { issue } from '@mailyard/certificates/testing';

import { isFor, isForHostOf } from './certificate-names.js';

const certificateFor = async (...names: string[]): Promise<X509Certificate> =>
  new X509Certificate((await issue('cn.example', { names })).certificate);

describe('RFC 9525 §6.3: a certificate is for a name', () => {
  it.each([
    ['mail.contoso.com', ['mail.contoso.com'], true],
    ['MAIL.Contoso.com', ['mail.contoso.com'], true],
    ['mail.contoso.com', ['mail.contoso.com.example'], false],
    ['mail.contoso.com', ['contoso.com'], false],
    ['mail.contoso.com', ['*.contoso.com'], true],
    ['contoso.com', ['*.contoso.com'], false],
    ['a.mail.contoso.com', ['*.contoso.com'], false],
    ['contoso.com', ['*.com'], false],
    ['mail.contoso.com', ['m*.contoso.com'], false],
    ['cn.example', ['mail.contoso.com'], false],
    ['cn.example', [], false],
    ['bücher.example', ['xn--bcher-kva.example'], true],
    ['*.contoso.com', ['mail.contoso.com'], true],
    ['*.contoso.com', ['a.mail.contoso.com'], true],
    ['*.contoso.com', ['*.contoso.com'], true],
    ['*.contoso.com', ['contoso.com'], true],
    ['*.contoso.com', ['notcontoso.com'], false],
    ['[192.0.2.1]', ['192.0.2.1'], false],
  ] as const)('%s, with %j: %s', async (wanted, names, expected) => {
    expect(isFor(await certificateFor(...names), wanted)).toBe(expected);
  });
});

it.each([
  ['contoso.com', 'contoso.com', true],
  ['contoso.com', 'mx.contoso.com', true],
  ['contoso.com', 'mx.fabrikam.com', false],
])('Domain Security of %s takes %s: %s', async (domain, name, expected) => {
  expect(isForHostOf(await certificateFor(name), domain)).toBe(expected);
});
