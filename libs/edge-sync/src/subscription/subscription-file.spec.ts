import { readSubscriptionFile, writeSubscriptionFile } from './subscription-file.js';
import { newSecret } from './subscription-secret.js';

const file = {
  EdgeServerName: 'EDGE01',
  EdgeServerFQDN: 'edge01.contoso.com',
  EdgeCertificateBlob: 'AAAA',
  ESRAPassword: newSecret(),
  EffectiveDate: '2026-06-01T12:00:00.000Z',
  ExpirationDate: '2026-06-02T12:00:00.000Z',
  SyncPort: 5636,
  SmtpPort: 25,
  Addresses: ['10.1.1.2', 'fd00::2'],
  SubscriptionId: 'a3e0a4c2-7e6b-4a53-9d5e-6b1f1c7c2f10',
  VersionNumber: '0.1.0',
};
const text = writeSubscriptionFile(file);

it('is read as it was written, also after an editor has put a mark before it', () => {
  expect(readSubscriptionFile(Buffer.from(text))).toEqual(file);
  expect(readSubscriptionFile(Buffer.from(`\u{FEFF}${text.replaceAll('\n', '\r\n')}`))).toEqual(file);
});

it.each([
  ['nothing', ''],
  ['something else', '<Objs Version="1.1.0.1"/>'],
  ['entities of its own', text.replace('<EdgeSub', '<!DOCTYPE x [<!ENTITY a "b">]><EdgeSub')],
  ['a name that is none', text.replace('edge01.contoso.com', 'edge 01')],
  ['a port that is none', text.replace('>25<', '>0<')],
  ['an address that is none', text.replace('10.1.1.2', '10.1.1.2; DROP')],
  ['an element that nobody knows', text.replace('<SmtpPort>', '<More>1</More><SmtpPort>')],
  ['far too much', `${text}${' '.repeat(70_000)}`],
])('is refused when it has %s', (_name, content) => {
  expect(() => readSubscriptionFile(Buffer.from(content))).toThrow(/Edge subscription/);
});

it('what is refused is not quoted: there is a secret in it', () => {
  const broken = Buffer.from(text.replace(file.ESRAPassword, 'short-secret'));
  expect(() => readSubscriptionFile(broken)).toThrow('ESRAPassword');
  expect(() => readSubscriptionFile(broken)).not.toThrow('short-secret');
});
