import { isLogin } from './basic-login.js';

const basic = (text: string): string => `Basic ${Buffer.from(text).toString('base64')}`;

describe('HTTP Basic login (RFC 7617)', () => {
  it.each([
    [basic('admin:secret'), true],
    [basic('admin:secret').replace('Basic', 'bAsIc'), true],
    [basic('admin:secre'), false],
    [basic('admin:secrets'), false],
    [basic('root:secret'), false],
    [basic('admin'), false],
    ['Bearer secret', false],
    ['Basic', false],
    ['', false],
  ])('%s → %s', (header, expected) => {
    expect(isLogin(header, 'secret')).toBe(expected);
  });

  it('compares octets: a password may hold a colon and any character', () => {
    expect(isLogin(basic('admin:pä:ss'), 'pä:ss')).toBe(true);
  });
});
