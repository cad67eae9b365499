import { failureMessage, readableLine } from './service-output.js';

describe('output of a service', () => {
  it('shows a log entry as time, service, level, message and the rest', () => {
    const line = readableLine(
      'hub-transport',
      '{"level":30,"time":1700000000000,"pid":1,"hostname":"h","service":"hub-transport","msg":"listening","port":2525}',
    );
    expect(line).toMatch(/^\d\d:\d\d:\d\d hub-transport {7}info {2}listening port=2525$/);
  });

  it('shows the cause of an error', () => {
    const line = '{"level":50,"time":1,"msg":"cannot listen","err":{"message":"EACCES","stack":"…"}}';
    expect(readableLine('hub-transport', line)).toMatch(/ error cannot listen \(EACCES\)$/);
  });

  it('what a client has sent neither begins a line of its own nor commands the terminal', () => {
    const entry = {
      level: 40,
      msg: 'failed sign-in',
      account: 'a\nPassword of admin: b\u001b[31m\u202e\u2028',
    };
    expect(readableLine('front-end-transport', JSON.stringify(entry))).toMatch(
      / failed sign-in account=a\\u\{a\}Password of admin: b\\u\{1b\}\[31m\\u\{202e\}\\u\{2028\}$/,
    );
  });

  it.each(['Warning: something', '{not JSON'])('shows %s as it is', (line) => {
    expect(readableLine('redis', line)).toBe(`redis               ${line}`);
  });

  it.each([
    ['{"level":50,"msg":"cannot listen","err":{"message":"EACCES"}}', 'cannot listen: EACCES'],
    ['{"level":60,"msg":"organization.yaml: bad"}', 'organization.yaml: bad'],
    ['{"level":30,"msg":"listening"}', undefined],
    ['Error: boom', 'Error: boom'],
    ['', undefined],
  ])('reads the failure of %s', (line, failure) => {
    expect(failureMessage(line)).toBe(failure);
  });
});
