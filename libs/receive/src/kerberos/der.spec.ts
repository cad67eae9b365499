import { elementAt, elements, encode, encodeField, encodeInteger, Fields } from './der.js';

const hex = (text: string) => Buffer.from(text, 'hex');

it.each([
  [0, '020100'],
  [127, '02017f'],
  [128, '02020080'],
  [65_536, '0203010000'],
])('%d is written %s, and read again', (value, der) => {
  expect(encodeInteger(value).toString('hex')).toBe(der);
  const fields = new Fields({ tag: 0x30, content: encodeField(3, encodeInteger(value)) });
  expect(fields.integer(3)).toBe(value);
});

it.each([1, 127, 128, 255, 256, 70_000])('contents of %d octets', (length) => {
  const { element } = elementAt(encode(0x04, Buffer.alloc(length, 1)), 0);
  expect(element.content).toHaveLength(length);
});

it.each(['30', '3001', '3080', '308400000001ff', '30820001', '04ff'])('%s is refused', (der) => {
  expect(() => elements(hex(der))).toThrow(/ends too early|not DER/);
});

it('names what is missing or is no time', () => {
  const fields = new Fields({ tag: 0x30, content: encodeField(5, encode(0x18, Buffer.from('yesterday'))) });
  expect(() => fields.octets(4)).toThrow('field 4 is missing');
  expect(() => fields.time(5)).toThrow('field 5 is no time');
  expect(() => fields.fields(5)).toThrow('no sequence');
  expect(() => Fields.ofApplication(14, encode(0x6f))).toThrow('not message 14');
});
