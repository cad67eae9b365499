import { nearMiss } from '../../objects/identity/near-miss.js';
import { parameter, type Cmdlet, type CmdletParameter } from '../cmdlet.js';
import { refusedParameters } from '../refused/refused-parameters.js';
import { convertedValue } from './converted-value.js';
import { ParameterError } from './parameter-error.js';

/** Parameters that every cmdlet takes, and that mean nothing to one. */
const common: ReadonlySet<string> = new Set([
  'confirm',
  'domaincontroller',
  'debug',
  'verbose',
  'erroraction',
]);

/** The parameters of a call by their declared names and in their types. */
export function boundParameters(
  cmdlet: Cmdlet,
  given: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const bound = new Map<string, unknown>();
  for (const [name, value] of Object.entries(given)) {
    if (common.has(name.toLowerCase())) continue;
    const named = parameterNamed(cmdlet, name);
    if (bound.has(named.name)) throw new ParameterError(named.name, 'is given twice');
    bound.set(named.name, convertedValue(named, value));
  }
  const missing = cmdlet.parameters.find(
    ({ mandatory, name }) => mandatory && (bound.get(name) ?? null) === null,
  );
  if (missing !== undefined) {
    throw new ParameterError(missing.name, `${cmdlet.name} needs it`, { cure: missing.description });
  }
  checkSets(cmdlet, bound);
  return Object.fromEntries(bound);
}

/** What is dangerous is meant; every cmdlet takes it. */
const force = parameter('Force', 'Does not ask about dangers.', { type: 'switch' });

/** By its name or an alias in any case of the letters, or by an unambiguous beginning. */
function parameterNamed({ name: cmdlet, parameters }: Cmdlet, given: string): CmdletParameter {
  const text = given.toLowerCase();
  if (text === 'force') return force;
  const isCalled = ({ name, aliases = [] }: CmdletParameter): boolean =>
    [name, ...aliases].some((each) => each.toLowerCase() === text);
  const exact = parameters.find(isCalled);
  if (exact !== undefined) return exact;
  const refused = Object.entries(refusedParameters(cmdlet)).find(([name]) => name.toLowerCase() === text);
  if (refused !== undefined) throw new ParameterError(refused[0], `is not there: ${refused[1]}`);
  const possible = parameters.filter(({ name }) => name.toLowerCase().startsWith(text));
  const [only, other] = possible;
  if (only !== undefined && other === undefined) return only;
  if (other !== undefined) {
    const names = possible.map(({ name }) => name).join(' or ');
    throw new ParameterError(given, `may be ${names} of ${cmdlet}`);
  }
  throw unknownParameter(given, { cmdlet, parameters });
}

function unknownParameter(
  given: string,
  { cmdlet, parameters }: { readonly cmdlet: string; readonly parameters: readonly CmdletParameter[] },
): ParameterError {
  const meant = nearMiss(
    given,
    parameters.map(({ name }) => name),
  );
  const cure = meant === undefined ? {} : { cure: `Did you mean ${meant}?` };
  return new ParameterError(given, `${cmdlet} has no such parameter`, cure);
}

/** What is said of the parameters of sets has to be in one of them. */
function checkSets({ parameterSets = [] }: Cmdlet, bound: ReadonlyMap<string, unknown>): void {
  const said = [...new Set(parameterSets.flat())].filter((name) => isSaid(bound.get(name)));
  const together = (names: readonly string[]): boolean =>
    parameterSets.some((set) => names.every((name) => set.includes(name)));
  if (said.length === 0 || together(said)) return;
  const [first = ''] = said;
  const second = said.find((name) => !together([first, name])) ?? said.at(-1) ?? '';
  throw new ParameterError(second, `does not go with ${first}`, { cure: 'Use one of them.' });
}

function isSaid(value: unknown): boolean {
  return value !== undefined && value !== null && value !== false;
}
