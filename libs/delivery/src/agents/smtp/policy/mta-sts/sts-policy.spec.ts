import { listsHost, parseStsPolicy, stsPolicyId } from './sts-policy.js';

const policy = (...lines: readonly string[]) => parseStsPolicy(lines.join('\r\n'));
const head = ['version: STSv1', 'mode: enforce', 'max_age: 604800'];

describe('the text of a policy (RFC 8461 §3.2)', () => {
  it('as in the RFC', () => {
    const text =
      'version: STSv1\nmode: enforce\nmx: mail.example.com\nmx: *.example.net\nmx: backupmx.example.com\nmax_age: 604800\n';
    const mx = ['mail.example.com', '*.example.net', 'backupmx.example.com'];
    expect(parseStsPolicy(text)).toEqual({ mode: 'enforce', mx, maxAgeS: 604_800 });
    expect(parseStsPolicy(text.replaceAll('\n', '\r\n'))).toEqual({ mode: 'enforce', mx, maxAgeS: 604_800 });
  });

  it('of what stands twice the first counts, what is not known is passed over', () => {
    const more = ['mode: none', 'max_age: 1', 'x-field: value', 'no field', ''];
    expect(policy(...head, 'mx: MX.Example.com.', ...more)).toEqual({
      mode: 'enforce',
      mx: ['mx.example.com'],
      maxAgeS: 604_800,
    });
  });

  it('none needs no host', () => {
    expect(policy('version: STSv1', 'mode: none', 'max_age: 86400')).toEqual({
      mode: 'none',
      mx: [],
      maxAgeS: 86_400,
    });
  });

  it('more than a year is a year', () => {
    expect(policy('version: STSv1', 'mode: none', 'max_age: 9999999999')?.maxAgeS).toBe(31_557_600);
  });

  it.each<[string, readonly string[]]>([
    ['nothing', []],
    ['a page', ['<!DOCTYPE html>', '<html><body>mode: enforce</body></html>']],
    ['another version', ['version: STSv2', 'mode: enforce', 'mx: mx.example.com', 'max_age: 1']],
    ['no version', ['mode: enforce', 'mx: mx.example.com', 'max_age: 1']],
    ['another mode', ['version: STSv1', 'mode: strict', 'mx: mx.example.com', 'max_age: 1']],
    ['no mode', ['version: STSv1', 'mx: mx.example.com', 'max_age: 1']],
    ['no host', head],
    ['no max_age', ['version: STSv1', 'mode: enforce', 'mx: mx.example.com']],
    ['a max_age that is no number', ['version: STSv1', 'mode: enforce', 'mx: mx.example.com', 'max_age: 1d']],
    ['a negative max_age', ['version: STSv1', 'mode: enforce', 'mx: mx.example.com', 'max_age: -1']],
    ['a wildcard within', [...head, 'mx: mx.*.example.com']],
    ['a wildcard of half a label', [...head, 'mx: mx*.example.com']],
    ['a wildcard for everybody', [...head, 'mx: *']],
    ['an empty host', [...head, 'mx: ']],
  ])('%s is no policy', (_, lines) => {
    expect(policy(...lines)).toBeUndefined();
  });
});

it.each([
  ['mail.example.com', true],
  ['other.example.com', false],
  ['mx1.example.net', true],
  ['a.mx1.example.net', false],
  ['example.net', false],
  ['mx1example.net', false],
])('hosts of the policy (RFC 8461 §4.1): %s, %s', (host, listed) => {
  const mx = ['mail.example.com', '*.example.net'];
  expect(listsHost({ mode: 'enforce', mx, maxAgeS: 1 }, host)).toBe(listed);
});

it.each([
  [['v=STSv1; id=20260101T010101;'], '20260101T010101'],
  [['v=spf1 -all', 'v=STSv1;id=1'], '1'],
  [['v=STSv1 ; extra=1 ; id = abc ;'], 'abc'],
  [['v=STSv1; id=1;', 'v=STSv1; id=2;'], undefined],
  [['v=STSv1; id=;'], undefined],
  [['v=STSv1; id=with-dash;'], undefined],
  [[`v=STSv1; id=${'1'.repeat(33)};`], undefined],
  [['v=STSv1'], undefined],
  [['v=STSv12; id=1;'], undefined],
  [[' v=STSv1; id=1;'], undefined],
  [[], undefined],
])('what DNS announces (RFC 8461 §3.1): %j', (records, id) => {
  expect(stsPolicyId(records)).toBe(id);
});
