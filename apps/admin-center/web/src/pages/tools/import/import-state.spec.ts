import { importInput, noMapping, rowsWithLeftOut, type ChosenFile } from './import-state.js';

const content = { file: 'a.xml', objects: [], servers: [], domains: [], addresses: [], credentials: [] };
const file: ChosenFile = { name: 'a.xml', base64: 'PE9ianMvPg==', size: 8, content };
const row = {
  file: 'a.xml',
  number: 1,
  noun: 'SendConnector',
  identity: 'To Edge',
  outcome: 'Make',
  changes: [],
  notes: [],
} as const;

it('what is empty is not said, and what is no export is not sent', () => {
  const input = importInput([file, { name: 'b.docx', base64: '', size: 1, wrong: 'is none' }], {
    ...noMapping,
    servers: { EX01: 'MBX01', EX02: '' },
    addresses: { '10.0.0.5': ' 0.0.0.0 ' },
    credentials: {
      A: { UserName: '', Password: 'Secret-1' },
      B: { UserName: 'relay', Password: '' },
      C: { UserName: 'relay', Password: 'Secret-2' },
    },
  });
  expect(input).toEqual({
    files: [{ name: 'a.xml', base64: 'PE9ianMvPg==' }],
    servers: { EX01: 'MBX01' },
    addresses: { '10.0.0.5': '0.0.0.0' },
    credentials: { A: { Password: 'Secret-1' }, C: { UserName: 'relay', Password: 'Secret-2' } },
    leaveOut: [],
  });
});

it('what is left out stays in sight until it is taken again', () => {
  const leftOut = new Map([
    ['SendConnector To Edge', row],
    ['AcceptedDomain Theirs', undefined],
  ]);
  expect(rowsWithLeftOut([], leftOut)).toEqual([{ ...row, outcome: 'LeftOut' }]);
  // Until the plan without it is there, it is what it was.
  expect(rowsWithLeftOut([row], leftOut)).toEqual([row]);
});
