import { OpathError, parseOpath, type OpathExpression } from './opath.js';

const size = { property: 'Size', operator: 'gt', value: '5MB' };
const retry = { property: 'Status', operator: 'eq', value: 'Retry' };
const from = { property: 'FromAddress', operator: 'like', value: '*@contoso.com' };

describe('a filter in Exchange’s language', () => {
  it.each<[string, unknown]>([
    ["FromAddress -like '*@contoso.com'", from],
    ['{Size -gt 5MB}', size],
    ['Size -GT 5MB -and Status -eq Retry', { all: [size, retry] }],
    [
      'Size -gt 5MB -or Status -eq "Retry" -and -not FromAddress -like "*@contoso.com"',
      { any: [size, { all: [retry, { not: from }] }] },
    ],
    [
      '(Size -gt 5MB -or Status -eq Retry) -and FromAddress -like *@contoso.com',
      { all: [{ any: [size, retry] }, from] },
    ],
    ['LastError -ne $null', { property: 'LastError', operator: 'ne', value: null }],
    ["Subject -eq 'it''s'", { property: 'Subject', operator: 'eq', value: "it's" }],
    ['Subject -eq ""', { property: 'Subject', operator: 'eq', value: '' }],
    ['Velocity -lt -0.5', { property: 'Velocity', operator: 'lt', value: '-0.5' }],
    ['Hidden -eq $true', { property: 'Hidden', operator: 'eq', value: 'true' }],
  ])('%s', (text, expected) => expect(parseOpath(text)).toEqual(expected as OpathExpression));

  it.each([
    ['', 'a property is expected in place of the end'],
    ['Size', '-eq'],
    ['Size -gt', 'a value is expected in place of the end'],
    ['Size -above 5', 'in place of above'],
    ['Size -gt 5 Status -eq Ready', '-and or -or is expected in place of Status'],
    ['(Size -gt 5', 'a parenthesis is not closed'],
    ["Subject -eq 'x", 'a quotation mark is not closed'],
    [`${'('.repeat(100)}Size -gt 5${')'.repeat(100)}`, 'nested too deep'],
  ])('what is none is told where: %s', (text, reason) => {
    expect(() => parseOpath(text)).toThrow(OpathError);
    expect(() => parseOpath(text)).toThrow(reason);
  });
});
