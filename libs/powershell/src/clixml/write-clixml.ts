import { byteSizeText } from '../values/byte-size.js';
import { textOf } from '../values/text.js';
import { durationText } from '../values/time-span.js';
import {
  ByteSize,
  Credential,
  Hashtable,
  isList,
  NamedValue,
  PSObject,
  ScriptBlock,
  SecureString,
  TimeSpan,
  type Value,
} from '../values/value.js';
import { escapeText } from './escapes.js';
import { ClixmlError } from './read-clixml.js';
import { escapedXml } from './xml.js';

const header = '<Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04">';

/** What Export-Clixml writes; objects that are deeper than asked for are their text. */
export function writeClixml(values: readonly Value[], depth = 2): string {
  const writer = new ClixmlWriter();
  const lines = values.flatMap((value) => writer.value(value, { depth, indent: '  ' }));
  return `${header}\n${lines.join('\n')}${lines.length > 0 ? '\n' : ''}</Objs>\n`;
}

interface Place {
  /** Of an element that is a property. */
  readonly name?: string;
  readonly depth: number;
  readonly indent: string;
}

class ClixmlWriter {
  private readonly ids = new Map<object, number>();
  private readonly types = new Map<string, number>();
  private count = 0;

  value(value: Value, place: Place): string[] {
    if (value === null) return [`${place.indent}<Nil${nameOf(place)} />`];
    if (typeof value === 'string') return [element('S', value, place)];
    if (typeof value === 'boolean') return [element('B', String(value), place)];
    if (typeof value === 'number') return [numberElement(value, place)];
    return this.structured(value, place);
  }

  private structured(value: Exclude<Value, null | string | boolean | number>, place: Place): string[] {
    if (value instanceof Date) return [element('DT', value.toISOString(), place)];
    if (value instanceof TimeSpan) return [element('TS', durationText(value), place)];
    if (value instanceof ScriptBlock) return [element('SBK', value.body.text, place)];
    if (value instanceof NamedValue) return this.named(value, place);
    if (value instanceof ByteSize) return this.size(value, place);
    refuseSecret(value);
    if (isList(value) || value instanceof Hashtable || value instanceof PSObject) {
      return this.container(value, place);
    }
    return [element('S', textOf(value), place)];
  }

  private size(value: ByteSize, place: Place): string[] {
    const types = ['Microsoft.Exchange.Data.ByteQuantifiedSize', 'System.ValueType', 'System.Object'];
    return this.object({ types, text: byteSizeText(value), body: () => [] }, place);
  }

  private named(value: NamedValue, place: Place): string[] {
    if (value.typeName === 'System.Guid') return [element('G', value.text, place)];
    const types = [value.typeName, 'System.Object'];
    const { value: inner } = value;
    const body = (inside: Place) => (typeof inner === 'number' ? [numberElement(inner, inside)] : []);
    return this.object({ types, text: value.text, body }, place);
  }

  private container(value: readonly Value[] | Hashtable | PSObject, place: Place): string[] {
    const id = this.ids.get(value);
    if (id !== undefined) return [`${place.indent}<Ref${nameOf(place)} RefId="${id}" />`];
    if (isList(value)) {
      return this.object({ ...listForm, of: value, body: (inside) => this.list(value, inside) }, place);
    }
    if (place.depth < 0) return [element('S', textOf(value), place)];
    if (value instanceof Hashtable) {
      return this.object(
        { ...hashtableForm, of: value, body: (inside) => this.dictionary(value, inside) },
        place,
      );
    }
    const { typeNames: types, text } = value;
    return this.object({ types, text, of: value, body: (inside) => this.properties(value, inside) }, place);
  }

  private object({ types, text, of, body }: Form, place: Place): string[] {
    const id = this.count;
    this.count += 1;
    if (of !== undefined) this.ids.set(of, id);
    const inside: Place = {
      depth: place.depth - (of instanceof PSObject || of instanceof Hashtable ? 1 : 0),
      indent: `${place.indent}  `,
    };
    return [
      `${place.indent}<Obj${nameOf(place)} RefId="${id}">`,
      ...this.typeElement(types, inside.indent),
      ...(text === undefined ? [] : [element('ToString', text, inside)]),
      ...body(inside),
      `${place.indent}</Obj>`,
    ];
  }

  private typeElement(types: readonly string[], indent: string): string[] {
    const key = types.join('\n');
    const known = this.types.get(key);
    if (known !== undefined) return [`${indent}<TNRef RefId="${known}" />`];
    this.types.set(key, this.types.size);
    const names = types.map((type) => `${indent}  <T>${escapedXml(escapeText(type))}</T>`);
    return [`${indent}<TN RefId="${this.types.size - 1}">`, ...names, `${indent}</TN>`];
  }

  private list(values: readonly Value[], { depth, indent }: Place): string[] {
    const inside = { depth, indent: `${indent}  ` };
    return [`${indent}<LST>`, ...values.flatMap((value) => this.value(value, inside)), `${indent}</LST>`];
  }

  private dictionary({ entries }: Hashtable, { depth, indent }: Place): string[] {
    const inside = { depth, indent: `${indent}    ` };
    const lines = entries
      .entries()
      .flatMap(([key, value]) => [
        `${indent}  <En>`,
        ...this.value(key, { ...inside, name: 'Key' }),
        ...this.value(value, { ...inside, name: 'Value' }),
        `${indent}  </En>`,
      ]);
    return [`${indent}<DCT>`, ...lines, `${indent}</DCT>`];
  }

  /** Objects that were made in the shell have notes, those of cmdlets properties. */
  private properties({ properties, typeNames }: PSObject, { depth, indent }: Place): string[] {
    if (properties.size === 0) return [];
    const tag = typeNames.some((name) => name.endsWith('PSCustomObject')) ? 'MS' : 'Props';
    const inside = { depth, indent: `${indent}  ` };
    const lines = properties.entries().flatMap(([name, value]) => this.value(value, { ...inside, name }));
    return [`${indent}<${tag}>`, ...lines, `${indent}</${tag}>`];
  }
}

/** What nobody should read is in no file. */
function refuseSecret(value: Value): void {
  if (value instanceof Credential || value instanceof SecureString) {
    throw new ClixmlError('A credential is not written to a file.');
  }
}

interface Form {
  readonly types: readonly string[];
  readonly text?: string | undefined;
  /** What is referred to when it comes again. */
  readonly of?: object;
  readonly body: (inside: Place) => string[];
}

const listForm = { types: ['System.Object[]', 'System.Array', 'System.Object'] };
const hashtableForm = { types: ['System.Collections.Hashtable', 'System.Object'] };

function nameOf({ name }: Place): string {
  return name === undefined ? '' : ` N="${escapedXml(escapeText(name))}"`;
}

function element(tag: string, text: string, place: Place): string {
  return `${place.indent}<${tag}${nameOf(place)}>${escapedXml(escapeText(text))}</${tag}>`;
}

function numberElement(value: number, place: Place): string {
  if (!Number.isSafeInteger(value)) return element('Db', String(value), place);
  return element(Math.abs(value) < 2 ** 31 ? 'I32' : 'I64', String(value), place);
}
