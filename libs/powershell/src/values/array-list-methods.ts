import { areEqual, order } from './compare.js';
import { ConversionError, toNumber } from './convert.js';
import { type ArrayList, isList, type Value, type ValueList } from './value.js';

/** What changes a list in place; Add tells the index of what was added, as ArrayList does. */
export const ofArrayList: Readonly<Record<string, (list: ArrayList, parameters: ValueList) => Value>> = {
  add: (list, [item = null]) => list.push(item) - 1,
  addrange: (list, [items = null]) => done(list.push(...(isList(items) ? items : [items]))),
  clear: (list) => done(list.splice(0)),
  insert: (list, [at = null, item = null]) => done(list.splice(place(list, at), 0, item)),
  remove: (list, [item = null]) => {
    const position = list.findIndex((one) => areEqual(one, item, { caseSensitive: true }));
    return done(position >= 0 && list.splice(position, 1));
  },
  removeat: (list, [at = null]) => done(list.splice(place(list, at), 1)),
  reverse: (list) => done(list.reverse()),
  sort: (list) => done(list.sort((a, b) => order(a, b))),
  toarray: (list) => list.slice(),
};

function done(_result: unknown): null {
  return null;
}

function place(list: ArrayList, at: Value): number {
  const position = toNumber(at);
  if (position >= 0 && position <= list.length) return position;
  throw new ConversionError(
    'Index was out of range. Must be non-negative and less than the size of the collection.',
  );
}
