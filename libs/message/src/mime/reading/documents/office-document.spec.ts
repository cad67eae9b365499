import { zippedFiles } from '@mailyard/testing';

import { officeDocument } from './office-document.js';

const types = { '[Content_Types].xml': '<Types/>' };
const bounds = { textBytesMax: 1_000, inflatedBytesMax: 8_000 };
const properties = {
  'docProps/core.xml':
    '<cp:coreProperties><dc:title>Plan &amp; budget</dc:title><dc:creator>Kate</dc:creator><cp:keywords>secret, 2027</cp:keywords></cp:coreProperties>',
  'docProps/app.xml': '<Properties><Company>Fabrikam</Company><Pages>2</Pages></Properties>',
  'docProps/custom.xml':
    '<Properties><property pid="2" name="Business Impact"><vt:lpwstr>HBI</vt:lpwstr></property></Properties>',
};

describe('a document', () => {
  it.each([
    [
      'of Word',
      {
        'word/document.xml':
          '<w:body><w:p><w:r><w:t>top </w:t></w:r><w:r><w:t>secret</w:t></w:r></w:p><w:p/></w:body>',
      },
      'top secret',
    ],
    [
      'of Excel',
      {
        'xl/sharedStrings.xml': '<sst><si><t>first</t></si><si><t>second</t></si></sst>',
        'xl/worksheets/sheet1.xml': '<row><c><v>4711</v></c><c><v>12</v></c></row>',
      },
      'first\nsecond\n4711\n12',
    ],
    ['of PowerPoint', { 'ppt/slides/slide1.xml': '<a:p><a:r><a:t>slide</a:t></a:r></a:p>' }, 'slide'],
    [
      'of OpenDocument',
      { mimetype: 'application/vnd.oasis…', 'content.xml': '<text:p>open</text:p>' },
      'open',
    ],
  ])('%s has its text', (_, parts, text) =>
    expect(officeDocument(zippedFiles({ ...types, ...parts }), bounds)).toMatchObject({ text, isCut: false }),
  );

  it('has its properties, by the names in the file and those that people know', () => {
    const found = officeDocument(zippedFiles({ ...types, ...properties }), bounds)?.properties;
    expect(found).toEqual(
      expect.arrayContaining([
        ['title', 'Plan & budget'],
        ['Author', 'Kate'],
        ['creator', 'Kate'],
        ['Tags', 'secret, 2027'],
        ['Company', 'Fabrikam'],
        ['Business Impact', 'HBI'],
      ]),
    );
  });

  it('of which there is more than is looked at says so, and a bomb is not inflated', () => {
    const long = { ...types, 'word/document.xml': `<w:p>${'x'.repeat(2_000)}</w:p>` };
    expect(officeDocument(zippedFiles(long), bounds)).toMatchObject({ isCut: true, text: 'x'.repeat(1_000) });
    const bomb = { ...types, 'word/document.xml': ' '.repeat(10_000_000) };
    expect(officeDocument(zippedFiles(bomb), bounds)).toMatchObject({ isCut: true, text: '' });
    const sheets = Array.from({ length: 500 }, (_, at) => [
      `xl/worksheets/sheet${at}.xml`,
      ' '.repeat(7_000),
    ]);
    const many = officeDocument(zippedFiles(Object.fromEntries(sheets)), bounds);
    expect(many).toMatchObject({ isCut: true, inflatedBytes: 8_000 });
  });

  it.each([
    ['an archive of something else', zippedFiles({ 'a.txt': 'x' })],
    ['no archive', Buffer.from('PK\u0003\u0004 and nothing')],
    ['nothing', Buffer.alloc(0)],
  ])('%s is none', (_, octets) => expect(officeDocument(octets, bounds)).toBeUndefined());

  it('cut off, or damaged anywhere, fails nobody', () => {
    const octets = zippedFiles({ ...types, ...properties, 'word/document.xml': '<w:p>text</w:p>' });
    for (let at = 0; at < octets.length; at += 1) {
      const damaged = Buffer.from(octets);
      damaged[at] = (damaged[at] ?? 0) ^ 0xff;
      expect(() => officeDocument(damaged, bounds)).not.toThrow();
      expect(() => officeDocument(octets.subarray(0, at), bounds)).not.toThrow();
    }
  });
});
