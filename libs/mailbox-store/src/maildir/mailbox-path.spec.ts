import { fileName, mailboxPath } from './mailbox-path.js';

describe('a mailbox’s directory', () => {
  it('is found below its database', () => {
    expect(mailboxPath('/data/mailboxes', { database: 'DB01', name: 'alice' })).toBe(
      '/data/mailboxes/DB01/alice',
    );
  });

  it.each([
    ['..', '%2E.'],
    ['.', '%2E'],
    ['.hidden', '%2Ehidden'],
    ['../../etc', '%2E.%2F..%2Fetc'],
    ['/etc/passwd', '%2Fetc%2Fpasswd'],
    ['a\\b', 'a%5Cb'],
    ['a\0b\nc', 'a%00b%0Ac'],
    ['50%2F', '50%252F'],
    ['John Doe', 'John Doe'],
    ['Zoë', 'Zoë'],
  ])('of %j is %j', (name, expected) => {
    expect(fileName(name)).toBe(expected);
  });

  it('stays below the root whatever the names are', () => {
    for (const name of ['..', '../..', '/', './../x', '\0/../..']) {
      const path = mailboxPath('/root', { database: name, name });
      expect(path).toMatch(/^\/root\/[^/]+\/[^/]+$/);
      expect(path.split('/')).not.toContain('..');
    }
  });

  it.each(['', 'x'.repeat(256)])('cannot be named %j', (name) => {
    expect(() => fileName(name)).toThrow('no file can be named');
  });
});
