import { problemDetails } from '../problem/problem-details.js';
import { TestShell } from '../spec-support/test-shell.js';
import { cmdlets } from './all-cmdlets.js';
import type { Cmdlet, CmdletParameter } from './cmdlet.js';

let shell: TestShell;
beforeAll(async () => (shell = await TestShell.start()), 30_000);
afterAll(() => shell.stop());

/** mulberry32: of one seed always the same. */
class Random {
  constructor(private state: number) {}

  number(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }

  pick<T>(choices: readonly T[]): T {
    return choices[Math.floor(this.number() * choices.length)] as T;
  }
}

/** What no parameter means, and what some do. */
const anything: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  1.5,
  2 ** 53,
  NaN,
  '',
  ' ',
  '*',
  '--',
  '\u0000',
  '\u202ealice',
  "'; -- {{}}",
  'x'.repeat(70_000),
  '__proto__',
  'MBX01',
  'alice',
  'alice@contoso.com',
  'contoso.com',
  '*.contoso.com',
  'team',
  'DB01',
  '0.0.0.0:25',
  '[::]:',
  '10.0.0.0/33',
  'Default Frontend MBX01',
  String.raw`MBX01\Default*`,
  '10MB',
  '-1.00:00:00',
  'Unlimited',
  '99999999999TB',
  '(a+)+$',
  "Name -eq 'x'",
  "Name -like ''' -or",
  [],
  [[]],
  ['a', 1, null],
  Array.from({ length: 2_000 }, (_, i) => `10.0.${i % 256}.${i >> 8}`),
  {},
  { Add: ['x'], Remove: [null] },
  { add: {} },
  JSON.parse('{"__proto__": {"force": true}}'),
  { UserName: 'a', Password: 'b' },
];

/** These want other hosts or the files of certificates. */
const elsewhere =
  /^(?:Test-DirectorySource|Start-DirectorySynchronization|\w+-(?:ExchangeCertificate|EdgeMailFlow))$/;

function callOf(random: Random, { parameters }: Cmdlet): Record<string, unknown> {
  const likely = (each: CmdletParameter) => (each.mandatory ? 0.95 : 3 / parameters.length);
  const said = parameters.filter((each) => random.number() < likely(each));
  return Object.fromEntries(said.map((each) => [each.name, valueOf(random, each)]));
}

function valueOf(random: Random, { values = [] }: CmdletParameter): unknown {
  return random.number() < 0.5 && values.length > 0 ? random.pick(values) : random.pick(anything);
}

it('whatever is called is carried out or refused with a reason, and what is refused changes nothing', async () => {
  const random = new Random(12);
  const tried = cmdlets.filter(({ name }) => !elsewhere.test(name));
  const faults: unknown[] = [];
  let refused = 0;
  for (let i = 0; i < 1_500; i += 1) {
    const cmdlet = random.pick(tried);
    const parameters = callOf(random, cmdlet);
    const force = random.number() < 0.3;
    const { revision } = shell.server.directory.organization;
    try {
      await shell.run(cmdlet.name, parameters, { force });
    } catch (error) {
      refused += 1;
      const changed = shell.server.directory.organization.revision !== revision;
      const call = `${cmdlet.name} ${JSON.stringify(parameters)?.slice(0, 300)}`;
      if (changed || problemDetails(error, parameters) === undefined) faults.push({ call, changed, error });
    }
  }
  expect(faults).toEqual([]);
  expect(refused).toBeGreaterThan(500);
}, 120_000);
