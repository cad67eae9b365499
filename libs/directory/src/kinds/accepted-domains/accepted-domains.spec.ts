import { written } from '../../spec-support/example-organization.js';
import { applied, exported, told } from '../../spec-support/planned-organization.js';
import { problemOf } from '../../spec-support/refused-organization.js';

const fabrikam = (parameters = '') =>
  `AcceptedDomains: [{ Name: Fabrikam, DomainName: fabrikam.com${parameters && `, ${parameters}`} }]`;

describe('MatchSubDomains', () => {
  it.each([
    ['fabrikam.com', 'Fabrikam'],
    ['a.fabrikam.com', 'Fabrikam'],
    ['a.b.FABRIKAM.com', 'Fabrikam'],
    ['xfabrikam.com', undefined],
  ])('%s belongs to %s', async (domain, name) => {
    const organization = await applied(fabrikam('MatchSubDomains: true'));
    expect(organization.acceptedDomain(domain)?.Name).toBe(name);
  });

  it('is off by default', async () => {
    const organization = await applied(fabrikam());
    expect(organization.acceptedDomain('fabrikam.com')).toMatchObject({ MatchSubDomains: false });
    expect(organization.acceptedDomain('a.fabrikam.com')).toBeUndefined();
  });

  it('a domain of its own name is nearer', async () => {
    const organization = await applied(
      `${fabrikam('MatchSubDomains: true').slice(0, -1)}, { Name: Sales, DomainName: sales.fabrikam.com, DomainType: InternalRelay }]`,
    );
    expect(organization.acceptedDomain('sales.fabrikam.com')?.Name).toBe('Sales');
    expect(organization.acceptedDomain('a.sales.fabrikam.com')?.Name).toBe('Fabrikam');
  });

  it('does not go with another domain for the same ones', () => {
    const AcceptedDomains = [
      written({ Name: 'contoso.com', DomainName: 'contoso.com', Default: true }),
      written({ Name: 'Branches', DomainName: '*.contoso.com' }),
      written({ Name: 'Fabrikam', DomainName: 'fabrikam.com', MatchSubDomains: true }),
      written({ Name: 'Others', DomainName: '*.fabrikam.com' }),
    ];
    expect(problemOf({ AcceptedDomains })).toBe(
      'AcceptedDomains[3].DomainName: *.fabrikam.com is taken by AcceptedDomains[Fabrikam]',
    );
    expect(
      problemOf({ AcceptedDomains: AcceptedDomains.toSpliced(2, 2, ...AcceptedDomains.slice(2).reverse()) }),
    ).toBe('AcceptedDomains[3].MatchSubDomains: *.fabrikam.com is taken by AcceptedDomains[Others]');
  });

  it('mailboxes below it are taken, and cannot stay when it goes', async () => {
    const organization = await applied(
      `${fabrikam('MatchSubDomains: true')}\nMailboxes: [{ Name: dave, PrimarySmtpAddress: dave@eu.fabrikam.com }]`,
    );
    const without = applied(fabrikam('MatchSubDomains: false'), organization);
    await expect(without).rejects.toThrow(/Mailboxes\[dave\]\.PrimarySmtpAddress/);
  });
});

it.each([
  ['Authoritative', 'Authoritative'],
  ['InternalRelay', 'InternalRelay'],
  ['ext', 'ExternalRelay'],
])('DomainType %s is %s', async (text, type) => {
  const organization = await applied(fabrikam(`DomainType: ${text}`));
  expect(organization.acceptedDomain('fabrikam.com')).toMatchObject({ DomainType: type });
  expect(await told(exported(organization), organization, { prune: true })).toBe('');
});
