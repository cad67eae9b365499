import { addressSpace, addressSpaceKey, formatAddressSpace } from './address-space.js';

const problemOf = (written: unknown): string | undefined =>
  addressSpace.safeParse(written).error?.issues.map(({ message }) => message)[0];

describe('an address space is written Type:Address;Cost', () => {
  it.each([
    ['contoso.com', 'SMTP:contoso.com;1'],
    ['SMTP:contoso.com', 'SMTP:contoso.com;1'],
    ['contoso.com;1', 'SMTP:contoso.com;1'],
    ['smtp:Contoso.COM;100', 'SMTP:contoso.com;100'],
    [' SMTP : x', undefined],
    ['*', 'SMTP:*;1'],
    ['*;10', 'SMTP:*;10'],
    ['*.com', 'SMTP:*.com;1'],
    ['SMTP:*.contoso.com;10', 'SMTP:*.contoso.com;10'],
    ['SMTP:--;1', 'SMTP:--;1'],
    ['*.bücher.example', 'SMTP:*.bücher.example;1'],
    ['X400:c=US;a=Fabrikam;p=Contoso;1', 'X400:c=US;a=Fabrikam;p=Contoso;1'],
    ['x400:o=MySite;p=MyOrg;a=adatum;c=us;20', 'X400:o=MySite;p=MyOrg;a=adatum;c=us;20'],
    ['X400:*;5', 'X400:*;5'],
    ['MOBILE:*', 'MOBILE:*;1'],
    ['FAX:+49 * extension;7', 'FAX:+49 * extension;7'],
  ])('%s is %s', (written, expected) => {
    const { data } = addressSpace.safeParse(written);
    expect(data && formatAddressSpace(data)).toBe(expected);
    // What is kept can be read again, and what is shown written again.
    if (data === undefined) return;
    expect(addressSpace.parse(data)).toEqual(data);
    expect(addressSpace.parse(formatAddressSpace(data))).toEqual(data);
  });

  it('the three parts may be written as well', () => {
    expect(addressSpace.parse({ Address: '*.Contoso.com', Cost: 10 })).toEqual({
      Type: 'SMTP',
      Address: '*.contoso.com',
      Cost: 10,
    });
  });
});

describe('S10: SMTP takes a domain, *. and a domain, or *', () => {
  it.each([
    '*contoso.com',
    'a.*.com',
    'contoso..com',
    'ho_st.com',
    '*.',
    '*.*',
    '.com',
    'con toso.com',
    '@contoso.com',
  ])('%s is none', (written) =>
    expect(problemOf(written)).toMatch(
      /^".*" is no address space\. Use \*, contoso\.com or \*\.contoso\.com;/,
    ),
  );

  it('an empty one is none', () => expect(problemOf('SMTP:;1')).toMatch(/^"" is no address space\./));
});

describe('S11: a cost is from 1 to 100', () => {
  it.each(['*;0', '*;101', '*;-1', '*;1.5', '*;', '*;ten', 'SMTP:a.com;b;1000'])('%s', (written) =>
    expect(problemOf(written)).toBe('Cost is a whole number from 1 to 100.'),
  );
});

describe('addresses with semicolons of their own need the cost', () => {
  it.each(['X400:c=US;a=Fabrikam;p=Contoso', 'NOTES:a;b'])('%s', (written) =>
    expect(problemOf(written)).toMatch(/have semicolons of their own: the cost must be written at the end/),
  );

  it('RFC 1685: X400 takes attributes', () =>
    expect(problemOf('X400:contoso.com;1')).toMatch(/^must be attributes such as X400:c=US;a=/));
});

it('domains are the same in both forms, whatever they cost', () => {
  const [unicode, ascii] = ['*.bücher.example;1', '*.xn--bcher-kva.example;2'].map((written) =>
    addressSpaceKey(addressSpace.parse(written)),
  );
  expect(unicode).toBe(ascii);
});
