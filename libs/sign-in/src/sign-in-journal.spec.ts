import { SignInJournal, type FailedSignIn } from './sign-in-journal.js';

let lines: (object & { readonly message: string })[];
let counted: string[];
let journal: SignInJournal;

beforeEach(() => {
  lines = [];
  counted = [];
  journal = new SignInJournal({
    log: { warn: (details, message) => void lines.push({ ...details, message }) },
    count: (reason) => counted.push(reason),
  });
});
afterEach(() => journal.close());

const failure = (address: string): FailedSignIn => ({
  account: 'alice',
  address,
  reason: 'wrong password',
  mechanism: 'PLAIN',
  connector: 'MBX01\\Client Frontend MBX01',
  session: '08DE000000000001',
});

it('a failed sign-in is a line that tells who, from where, at what and why', () => {
  journal.failed(failure('192.0.2.1'));
  expect(lines).toEqual([{ ...failure('192.0.2.1'), message: 'failed sign-in' }]);
});

it('a flood is counted and summed up, and takes no lines of others', () => {
  for (let attempt = 0; attempt < 10_000; attempt += 1) journal.failed(failure('192.0.2.1'));
  journal.failed(failure('198.51.100.7'));
  expect(lines).toHaveLength(6);
  expect(counted).toHaveLength(10_001);
  journal.close();
  expect(lines.at(-1)).toEqual({
    failures: 9995,
    addresses: 1,
    most: '192.0.2.1 (9995)',
    message: 'further failed sign-ins',
  });
});

it('a flood from everywhere is no more than 30 lines and a sum', () => {
  for (let attempt = 0; attempt < 5000; attempt += 1) journal.failed(failure(`2001:db8::${attempt}`));
  journal.close();
  expect(lines).toHaveLength(31);
  expect(lines.at(-1)).toMatchObject({ failures: 4970 });
});

it('a name without end is cut', () => {
  journal.failed({ ...failure('192.0.2.1'), account: 'x'.repeat(10_000) });
  expect(JSON.stringify(lines[0]).length).toBeLessThan(600);
});
