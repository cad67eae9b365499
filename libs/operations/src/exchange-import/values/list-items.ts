import { isList, type Value } from '@mailyard/powershell';

import { textOfValue } from './exported-value.js';

/** Export-Csv writes of a list the name of its type, and Format-Table what fits. */
const typeName = /^(?:Microsoft|System)\.[\w.]+(?:`\d+)?(?:\[.*\])?$/;
const cutOff = /(?:\.\.\.|…)\}?$/;

/** Parameters whose values are names of recipients. */
const recipients = /^(?:Members|ManagedBy|Manager|Mod|Bypass|AcceptM|RejectMessagesF|ForwardingA)/;

export type ListItems = { readonly items: readonly string[] } | { readonly unusable: string };

/** The members of a list, also of one that a cell of a table holds with `;`, `|`, commas or line feeds between. */
export function listItems(value: Value, parameter: string): ListItems {
  if (isList(value)) return { items: value.map(textOfValue).filter((text) => text !== '') };
  const text = textOfValue(value).trim();
  if (typeName.test(text)) {
    return {
      unusable:
        'the file has the name of a type in place of the values, as Export-Csv writes it: use Export-Clixml, or join the values',
    };
  }
  if (text.startsWith('{') && cutOff.test(text)) {
    return {
      unusable: 'the values were cut off, as Format-Table does: use Export-Clixml, or join the values',
    };
  }
  const inner = /^\{(.*)\}$/s.exec(text)?.[1] ?? text;
  return { items: split(inner, parameter) };
}

function split(text: string, parameter: string): readonly string[] {
  const items = parameter === 'AddressSpaces' ? spaces(text) : text.split(separatorOf(text, parameter));
  return items.map((item) => item.trim().replace(/[;,|]$/, '')).filter((item) => item !== '');
}

/** The first that there is: what separates cells of such a list is not in its members. */
function separatorOf(text: string, parameter: string): RegExp {
  if (/[\r\n]/.test(text)) return /[\r\n]+/;
  if (text.includes('|')) return /\|/;
  if (text.includes(';')) return /;/;
  // Names of people have commas, too: `Smith, Bob`.
  const isNamed = (part: string): boolean => /[@/]/.test(part);
  return recipients.test(parameter) && !text.split(',').every(isNamed) ? /(?!)/ : /,/;
}

/** `SMTP:*;1`: the semicolon before a number belongs to the address space. */
function spaces(text: string): readonly string[] {
  if (/[\r\n|]/.test(text)) return text.split(/[\r\n|]+/);
  return text.match(/[^;,]+(?:;\s*\d{1,3}(?=\s*(?:[;,]|$)))?/g) ?? [];
}
