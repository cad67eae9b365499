import { textOfValue } from '../values/exported-value.js';
import { decodedText } from './decoded-text.js';
import type { ExportedObject, ExportFile } from './export-file.js';

/** By the beginning of its build number. */
const names: readonly (readonly [string, string])[] = [
  ['15.2', 'Exchange 2019'],
  ['15.1', 'Exchange 2016'],
  ['15.0', 'Exchange 2013'],
  ['14.', 'Exchange 2010'],
  ['8.', 'Exchange 2007'],
];

/** Names of types have the version of their assembly, which stayed at 15.0.0.0 since Exchange 2013. */
const assembly = /Microsoft\.Exchange\.[\w.]+, Version=(\d+)\.\d/;

/** Which Exchange an export is of. Servers say it themselves; what else tells it is in the names of types. */
export function exchangeVersion(objects: readonly ExportedObject[], file: ExportFile): string | undefined {
  const said = objects.map(({ properties }) => textOfValue(properties.get('AdminDisplayVersion')));
  const build = said.map((text) => /\d+\.\d+/.exec(text)?.[0]).find(Boolean);
  const known = build === undefined ? undefined : names.find(([number]) => build.startsWith(number))?.[1];
  if (known !== undefined) return known;
  const major = assembly.exec(decodedText(file.octets, file.name))?.[1];
  if (major === '15') return 'Exchange 2013–2019';
  return major === undefined ? undefined : names.find(([number]) => `${major}.` === number)?.[1];
}
