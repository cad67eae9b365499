import { ArrayList, Hashtable, isList, Properties, PSObject, type Value, type ValueList } from './value.js';
import { textOf } from './text.js';

/** What `[type]::new(…)` and `New-Object type` make; undefined for types that are none of the everyday ones. */
export function constructorOf(type: string): ((parameters: ValueList) => Value) | undefined {
  const name = type.replace(/\[.*$/, '').split('.').at(-1)?.toLowerCase() ?? '';
  if (name.endsWith('exception')) return ([message = null]) => exception(type, textOf(message));
  return Object.hasOwn(makers, name) ? makers[name] : undefined;
}

const list = ([items = null]: ValueList) => ArrayList.from(isList(items) ? items : []);

const makers: Readonly<Record<string, (parameters: ValueList) => Value>> = {
  psobject: () => new PSObject(new Properties()),
  pscustomobject: () => new PSObject(new Properties()),
  object: () => new PSObject(new Properties()),
  hashtable: () => new Hashtable(new Properties()),
  ordereddictionary: () => new Hashtable(new Properties()),
  dictionary: () => new Hashtable(new Properties()),
  arraylist: list,
  list,
};

function exception(type: string, message: string): PSObject {
  return new PSObject(new Properties([['Message', message]]), {
    typeNames: [type, 'System.Exception'],
    text: message,
  });
}
