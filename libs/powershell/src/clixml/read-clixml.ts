import { parseByteSize } from '../values/byte-size.js';
import { textOf } from '../values/text.js';
import { parseDuration, parseTimeSpan } from '../values/time-span.js';
import { Hashtable, NamedValue, Properties, PSObject, type Value } from '../values/value.js';
import { unescapeText } from './escapes.js';
import { parseXml, XmlError, type XmlElement } from './xml.js';

/** A file that Export-Clixml did not write. */
export class ClixmlError extends Error {
  override readonly name = 'ClixmlError';
}

/** The objects of a file that PowerShell's Export-Clixml wrote. */
export function readClixml(text: string): Value[] {
  try {
    const root = parseXml(text);
    if (root.name !== 'Objs') {
      throw new ClixmlError(`The file is no CLIXML: its root is <${root.name}>, not <Objs>.`);
    }
    const reader = new ClixmlReader();
    return root.children.map((element) => reader.value(element));
  } catch (error) {
    if (error instanceof XmlError) throw new ClixmlError(error.message);
    throw error;
  }
}

const number = ({ text }: XmlElement): Value => {
  const value = Number(text.trim());
  if (text.trim() === '' || (Number.isNaN(value) && text.trim() !== 'NaN')) {
    throw new ClixmlError(`"${text}" is no number.`);
  }
  return value;
};
const named =
  (type: string) =>
  (element: XmlElement): Value =>
    new NamedValue(type, unescapeText(element.text));

/** Values that are an element each ([MS-PSRP] §2.2.5.1). */
const primitives: Readonly<Record<string, (element: XmlElement) => Value>> = {
  S: ({ text }) => unescapeText(text),
  C: ({ text }) => String.fromCharCode(Number(text)),
  B: ({ text }) => text.trim() === 'true',
  DT: ({ text }) => date(text),
  TS: ({ text }) => parseDuration(text.trim()) ?? fail(`"${text}" is no duration.`),
  By: number,
  SB: number,
  U16: number,
  I16: number,
  U32: number,
  I32: number,
  U64: number,
  I64: number,
  Sg: number,
  Db: number,
  D: number,
  BA: named('System.Byte[]'),
  G: named('System.Guid'),
  URI: named('System.Uri'),
  Version: named('System.Version'),
  XD: named('System.Xml.XmlDocument'),
  SBK: named('System.Management.Automation.ScriptBlock'),
  // Encrypted for one account of one Windows machine: nobody else reads it.
  SS: () => null,
  Nil: () => null,
};

function date(text: string): Date {
  const value = new Date(text.trim());
  return Number.isNaN(value.getTime()) ? fail(`"${text}" is no date.`) : value;
}

function fail(message: string): never {
  throw new ClixmlError(message);
}

/** Made by .NET for itself alone. */
const ignored = new Set(['serializationdata']);

class ClixmlReader {
  private readonly objects = new Map<string, Value>();
  private readonly typeNames = new Map<string, readonly string[]>();

  value(element: XmlElement): Value {
    const { name } = element;
    if (name === 'Obj') return this.object(element);
    if (name === 'Ref') return this.reference(element);
    const read = primitives[name];
    if (read === undefined) {
      throw new ClixmlError(`The file has an element <${name}>, which CLIXML does not know.`);
    }
    return read(element);
  }

  private reference({ attributes }: XmlElement): Value {
    const id = attributes.get('RefId') ?? '';
    const value = this.objects.get(id);
    if (value === undefined) {
      throw new ClixmlError(`The file refers to an object ${id}, which it does not have.`);
    }
    return value;
  }

  private object(element: XmlElement): Value {
    const types = this.typesOf(element);
    const properties = new Properties();
    const text = child(element, 'ToString');
    const toString = text === undefined ? undefined : unescapeText(text.text);
    const id = element.attributes.get('RefId');
    // Known before its properties are read, since they may refer back to it.
    if (id !== undefined) {
      this.objects.set(id, new PSObject(properties, { typeNames: types, text: toString }));
    }
    for (const part of ['Props', 'MS']) this.readProperties(child(element, part), properties);
    const value = this.valueOf(element, { types, properties, text: toString });
    if (id !== undefined && !(value instanceof PSObject)) this.objects.set(id, value);
    return value instanceof PSObject && id !== undefined ? (this.objects.get(id) ?? value) : value;
  }

  private typesOf(element: XmlElement): readonly string[] {
    const names = child(element, 'TN');
    if (names === undefined) {
      const id = child(element, 'TNRef')?.attributes.get('RefId');
      if (id === undefined) return ['System.Object'];
      return this.typeNames.get(id) ?? fail(`The file refers to a type ${id}, which it does not have.`);
    }
    const types = names.children.map(({ text }) => unescapeText(text).replace(/^Deserialized\./, ''));
    this.typeNames.set(names.attributes.get('RefId') ?? '', types);
    return types;
  }

  private readProperties(element: XmlElement | undefined, properties: Properties): void {
    for (const property of element?.children ?? []) {
      const name = unescapeText(property.attributes.get('N') ?? '');
      if (ignored.has(name.toLowerCase()) || properties.has(name)) continue;
      properties.set(name, this.value(property));
    }
  }

  private valueOf(element: XmlElement, described: Described): Value {
    const list = ['LST', 'IE', 'STK', 'QUE']
      .map((name) => child(element, name))
      .find((one) => one !== undefined);
    if (list !== undefined) return list.children.map((item) => this.value(item));
    const dictionary = child(element, 'DCT');
    if (dictionary !== undefined) return this.dictionary(dictionary);
    const primitive = element.children.find(({ name }) => name in primitives);
    if (primitive !== undefined) return enumeration(described, this.value(primitive));
    return (
      known(described) ??
      new PSObject(described.properties, { typeNames: described.types, text: described.text })
    );
  }

  private dictionary({ children }: XmlElement): Hashtable {
    const entries = children.map((entry) => {
      const part = (name: string) => entry.children.find(({ attributes }) => attributes.get('N') === name);
      const [key, value] = [part('Key'), part('Value')];
      if (key === undefined || value === undefined) {
        throw new ClixmlError('The file has an entry without key or value.');
      }
      return [textOf(this.value(key)), this.value(value)] as const;
    });
    return new Hashtable(new Properties(entries));
  }
}

interface Described {
  readonly types: readonly string[];
  readonly properties: Properties;
  readonly text: string | undefined;
}

/** An enumeration has its text and its number; a value with notes of its own is only the value. */
function enumeration({ types, text }: Described, value: Value): Value {
  return text === undefined || typeof value !== 'number'
    ? value
    : new NamedValue(types[0] ?? '', text, value);
}

/** Types of Exchange that are values rather than objects. */
function known(described: Described): Value | undefined {
  const { types, properties, text = '' } = described;
  const [type = ''] = types;
  if (type.startsWith('Microsoft.Exchange.Data.Unlimited`1')) return limit(described);
  if (type === 'Microsoft.Exchange.Data.ByteQuantifiedSize') return parseByteSize(text);
  if (type === 'Microsoft.Exchange.Data.EnhancedTimeSpan') return parseTimeSpan(text);
  const isNamed = properties.size === 0 && text !== '' && !type.includes('PSCustomObject');
  return isNamed ? new NamedValue(type, text) : undefined;
}

/** `Unlimited`, or the limit itself. */
function limit({ properties, text = '' }: Described): Value | undefined {
  const isUnlimited = properties.get('IsUnlimited') === true || /^unlimited$/i.test(text);
  if (isUnlimited) return new NamedValue('Unlimited', 'Unlimited');
  return text.endsWith('bytes)') ? parseByteSize(text) : (properties.get('Value') ?? undefined);
}

function child({ children }: XmlElement, name: string): XmlElement | undefined {
  return children.find((one) => one.name === name);
}
