import { applied, exported, plan, told } from '../../spec-support/planned-organization.js';
import { readSystemText } from './system-message-text.js';
import { systemMessageFor } from './system-message.js';

const message = (parameters: string): string => `SystemMessages: [{ ${parameters} }]`;
const named = 'DsnCode: 5.1.10, Internal: true, Language: en';

describe('system messages (New-SystemMessage)', () => {
  it('the text for a code comes before that for its class; languages and readers are apart', async () => {
    const organization = await applied(`
SystemMessages:
  - { ${named}, Text: Ask the desk. }
  - { DsnCode: 5.x.y, Internal: true, Language: en, Text: It failed. }
  - { DsnCode: 5.1.10, Internal: false, Language: de, Text: Draußen. }`);
    const textFor = (status: string, Language: 'en' | 'de', Internal: boolean): string | undefined =>
      systemMessageFor(status, { Language, Internal }, organization.indexed)?.Text;
    expect(textFor('5.1.10', 'en', true)).toBe('Ask the desk.');
    expect(textFor('5.7.1', 'en', true)).toBe('It failed.');
    expect(textFor('4.4.7', 'en', true)).toBeUndefined();
    expect(textFor('5.1.10', 'en', false)).toBeUndefined();
    expect(textFor('5.1.10', 'de', false)).toBe('Draußen.');
    expect(await told(exported(organization), organization, { prune: true })).toBe('');
  });

  it.each([
    [
      message('DsnCode: 5.1.x, Internal: true, Language: en, Text: x'),
      'DsnCode: must be an enhanced status code',
    ],
    [message('DsnCode: 2.0.0, Internal: true, Language: en, Text: x'), 'DsnCode: must be'],
    [message('DsnCode: 5.1.1, Internal: true, Language: ja, Text: x'), 'Language: '],
    [message(`${named}, Text: ${'x'.repeat(513)}`), 'Text: '],
    [message(`${named}, Text: "<script>alert(1)</script>"`), 'has <script>: only B, EM, A HREF'],
    [`SystemMessages: [{ ${named}, Text: a }, { ${named}, Text: b }]`, 'is in this section already'],
  ])('refused: %s', async (text, problem) => {
    await expect(plan(text)).rejects.toThrow(problem);
  });
});

describe('the text of a system message', () => {
  it('is pieces, with the tags of New-SystemMessage', () => {
    expect(
      readSystemText(
        '<p>a &lt;b&gt;<B>c<em> d</EM></b><br/><a HREF="https://x.example/?a&amp;b">e</a><P>&#8364;&#x41;</p>',
      ),
    ).toEqual([
      { kind: 'text', text: 'a <b>' },
      { kind: 'text', text: 'c', bold: true },
      { kind: 'text', text: ' d', bold: true, emphasis: true },
      { kind: 'line-break' },
      { kind: 'text', text: 'e', href: 'https://x.example/?a&b' },
      { kind: 'paragraph' },
      { kind: 'text', text: '€A' },
    ]);
  });

  it.each([
    ['<i>a</i>', 'has <i>'],
    ['<b onclick="x">a</b>', 'has <b onclick="x">'],
    ['<a href="javascript:alert(1)">a</a>', 'a link begins with'],
    ['<a href="https://x.example" style="x">a</a>', 'has <a href="https://x.example" style="x">'],
    ['<a href="https://x.example"><a href="https://y.example">a</a></a>', 'in another link'],
    ['<b>a', 'has no </b>'],
    ['<b><em>a</b></em>', 'has </b> where it closes nothing'],
    ['a</b>', 'has </b> where it closes nothing'],
    ['a < b', 'has < b'],
    ['a & b', 'has &'],
    ['&bogus;', 'has &bogus;'],
    ['&#0;a', 'has &#0;'],
    ['&#xD800;a', 'has &#xD800;'],
    ['<br>', 'says nothing'],
  ])('%s: %s', (text, problem) => {
    expect(() => readSystemText(text)).toThrow(problem);
  });
});
