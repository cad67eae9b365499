import { encapsulate, encapsulatedAddress } from './encapsulated-address.js';

const at = (localPart: string) => ({ localPart, domain: 'contoso.com' });

describe('an address of another mail system in one of SMTP', () => {
  it.each([
    ['IMCEAFAX-+2B49+20123', 'FAX', '+49 123'],
    ['imceafax-123', 'FAX', '123'],
    ['IMCEAX400-c=US+3Ba=Fabrikam+3Bp=Contoso', 'X400', 'c=US;a=Fabrikam;p=Contoso'],
    ['IMCEANOTES-Alice_Sales_Contoso', 'NOTES', 'Alice/Sales/Contoso'],
    ['"IMCEANOTES-J+C3+BCrgen"', 'NOTES', 'Jürgen'],
    ['IMCEAFAX-100%', 'FAX', '100%'],
  ])('%s is %s:%s', (localPart, type, address) => {
    expect(encapsulatedAddress(at(localPart))).toEqual({ type, address });
  });

  it.each([
    'alice',
    'IMCEA-1',
    'IMCEAFAX-',
    'IMCEAFAX',
    'IMCEAFAX-+FF',
    'IMCEAEX-_O=CONTOSO_OU=FIRST_CN=ALICE',
    'IMCEAX500-_O=CONTOSO_CN=ALICE',
    // Mail for others behind a domain that is accepted: the relay of 1999.
    'IMCEASMTP-user+40example+2Ecom',
    'imceasmtp-user+40example.com',
  ])('%s is none', (localPart) => {
    expect(encapsulatedAddress(at(localPart))).toBeUndefined();
  });

  it.each([
    ['FAX', '+49 (0) 123/4'],
    ['X400', 'c=US;a=Fabrikam;p=Contoso'],
    ['NOTES', 'Jürgen_x%'],
  ])('%s:%s comes out as it went in', (type, address) => {
    expect(encapsulatedAddress(encapsulate({ type, address }, 'contoso.com'))).toEqual({ type, address });
  });
});
