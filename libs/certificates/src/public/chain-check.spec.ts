import { X509Certificate } from 'node:crypto';

import { issue, type Issued, type IssueOptions } from '../testing/index.js';
import { chainProblem } from './chain-check.js';

const now = new Date();

let root: Issued;
let intermediate: Issued;

beforeAll(async () => {
  root = await issue('Root', { authority: true });
  intermediate = await issue('Intermediate', { authority: true, by: root });
});

const read = ({ certificate }: Issued): X509Certificate => new X509Certificate(certificate);

function problem(chain: readonly Issued[], anchors: readonly Issued[] = [root]): string {
  const [own, ...others] = chain.map(read);
  if (own === undefined) throw new Error('a chain has a certificate');
  const trusted = anchors.map(read);
  const named = (subject: string) => trusted.filter((anchor) => anchor.subject === subject);
  return chainProblem([own, ...others], { anchors: { named }, now }) ?? 'good';
}

const leaf = (options: IssueOptions = {}): Promise<Issued> =>
  issue('mail.fabrikam.com', { by: intermediate, names: ['mail.fabrikam.com'], ...options });

const unknown = 'no trusted authority has issued it';

describe('a chain that leads to a trusted authority is good', () => {
  it.each<[string, IssueOptions]>([
    ['for servers alone, as those of public authorities', { usages: ['serverAuth'] }],
    ['for clients alone', { usages: ['clientAuth'] }],
    ['for whatever it is', {}],
  ])('%s', async (_, options) => expect(problem([await leaf(options), intermediate])).toBe('good'));

  it('whatever the order in which it comes, and whatever else comes along', async () => {
    const second = await issue('Second', { authority: true, by: intermediate });
    const own = await leaf({ by: second });
    const other = await issue('Another', { authority: true });
    expect(problem([own, root, other, intermediate, second])).toBe('good');
  });

  it('to an authority in the middle, when that one is trusted', async () => {
    expect(problem([await leaf()], [intermediate])).toBe('good');
  });

  it('and so is a certificate that is trusted itself', async () => {
    const edge = await issue('edge01.contoso.com', { names: ['edge01.contoso.com'], usages: ['serverAuth'] });
    expect(problem([edge], [edge])).toBe('good');
    expect(problem([edge])).toBe(unknown);
  });
});

describe('what is wrong with a certificate of its own', () => {
  it.each<[IssueOptions, string]>([
    [{ days: [-9, -1] }, 'it has expired'],
    [{ days: [1, 2] }, 'it is not valid yet'],
    [{ usages: ['codeSigning'] }, 'it is for another purpose'],
    [{ keys: 'RSA 1024' }, 'its key or its signature is too weak, or it says what is not understood'],
    [{ hash: 'SHA-1' }, 'its key or its signature is too weak, or it says what is not understood'],
    [
      { criticalExtensions: ['1.3.6.1.4.1.99999.1'] },
      'its key or its signature is too weak, or it says what is not understood',
    ],
  ])('%j: %s', async (options, expected) =>
    expect(problem([await leaf(options), intermediate])).toBe(expected),
  );
});

describe('an authority that is none for this certificate', () => {
  it('is not trusted', async () => {
    const foreign = await issue('Root', { authority: true });
    const own = await issue('mail.fabrikam.com', { by: foreign });
    expect(problem([own, foreign])).toBe(unknown);
  });

  it('is missing', async () => expect(problem([await leaf()])).toBe(unknown));

  it.each<[string, IssueOptions]>([
    ['has expired', { authority: true, days: [-9, -1] }],
    ['is no authority (RFC 5280 §4.2.1.9)', {}],
    ['may not sign certificates (§4.2.1.3)', { authority: true, cannotSign: true }],
    ['is for something else (§4.2.1.12)', { authority: true, usages: ['codeSigning'] }],
    ['is narrowed down to names (§4.2.1.10)', { authority: true, criticalExtensions: ['2.5.29.30'] }],
    ['is weakly signed', { authority: true, hash: 'SHA-1' }],
  ])('%s', async (_, options) => {
    const between = await issue('Between', { by: root, ...options });
    expect(problem([await leaf({ by: between }), between])).toBe(unknown);
  });

  it('has more authorities below it than it may have (§4.2.1.9)', async () => {
    const top = await issue('Top', { authority: { pathLength: 0 } });
    const between = await issue('Between', { by: top, authority: true });
    expect(problem([await leaf({ by: top })], [top])).toBe('good');
    expect(problem([await leaf({ by: between }), between], [top])).toBe(unknown);
  });

  it('has the right name, and did not sign it', async () => {
    const namesake = await issue('Intermediate', { authority: true, by: root });
    expect(problem([await leaf(), namesake])).toBe(unknown);
    expect(problem([await leaf(), namesake, intermediate])).toBe('good');
  });
});

it('authorities that sign each other in a circle lead nowhere', async () => {
  const one = await issue('One', { authority: true });
  const other = await issue('Other', { authority: true, by: one });
  const back: Issued = { ...(await issue('One', { authority: true, by: other })), subject: 'One' };
  expect(problem([await leaf({ by: other }), other, one, back])).toBe(unknown);
});
