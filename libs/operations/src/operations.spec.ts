import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { z } from 'zod';

import { operations } from './index.js';
import { searchAdminAuditLog } from './audit/search-admin-audit-log.js';
import type { Caller } from './caller.js';
import { getUsers } from './mailboxes/get-users.js';
import { newMailbox } from './mailboxes/new-mailbox.js';
import { setPassword } from './mailboxes/set-password.js';
import { OperationRightError } from './operation.js';
import type { Right } from './rights/right.js';
import { TestServer } from './spec-support/test-server.js';

function makesOperation(file: string): boolean {
  return /^export const \w+ = \w*(?:operation|order)\(/im.test(
    readFileSync(join(import.meta.dirname, file), 'utf8'),
  );
}

/** Applications alone order them, by paths of their own; administrators never. */
const ofApplications = ['tracking/get-sent-message.ts'];

describe('the table of operations', () => {
  it('has what every file of an operation makes, once', () => {
    const files = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' });
    const made = files.filter((file) => /(?<!\.spec)\.ts$/.test(file) && makesOperation(file));
    const table = readFileSync(join(import.meta.dirname, 'all-operations.ts'), 'utf8');
    const listed = [...table.matchAll(/from '\.\/(.*)\.js'/g)].map(([, name]) => `${name ?? ''}.ts`);
    expect([...listed, ...ofApplications].toSorted()).toEqual(made.toSorted());
    expect(new Set(operations.map(({ name }) => name)).size).toBe(operations.length);
  });

  it.each(operations.map((each) => [each.name, each] as const))(
    '%s can be offered by its declaration alone',
    (name, { summary, input, output }) => {
      expect(name).toMatch(/^[A-Z][a-z]+-[A-Z][A-Za-z]+$/);
      expect(summary).toMatch(/^[A-Z].*\.$/);
      for (const schema of [input, output]) {
        expect(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })).toHaveProperty('$schema');
      }
    },
  );

  it.each(operations.map((each) => [each.name, each] as const))(
    '%s refuses what it does not know',
    (_, { input }) => {
      const issues = input.safeParse({ generation: 9 }).error?.issues ?? [];
      expect(issues).toContainEqual(
        expect.objectContaining({ code: 'unrecognized_keys', keys: ['generation'] }),
      );
    },
  );
});

/** Writes without `validateOnly`, and why they need none. */
const untried: Readonly<Record<string, string>> = {
  'Apply-Organization': 'Plan-Organization tells what it would do',
  'Export-EdgeBundle': 'gives a file, and changes nothing but the serial number of the next one',
  'Export-EdgeConfig': 'changes nothing, and is on record for the passwords that it gives',
  'Export-ExchangeCertificate': 'changes nothing, and is on record for the key that it gives',
  'Import-EdgeBundle': 'comes into force as a whole or not at all, and a file that is refused is none',
  'Import-MessageTrackingLog': 'adds what is not there yet, and nothing else',
  'Rotate-SecretKeys': 'what the older keys opened stays open, and what they do not stays as it is',
  'Start-EdgeSynchronization': 'Test-EdgeSynchronization tells what an Edge lacks',
  'Test-Mailflow': 'a trial itself',
  'Test-SendConnector': 'changes nothing, and is on record for the hosts that it connects to',
};

describe('what changes something', () => {
  const writes = operations.filter(({ audit }) => audit);
  const isTried = ({ input }: (typeof operations)[number]) =>
    input instanceof z.ZodObject && 'validateOnly' in input.shape;

  it('can be tried, all but what has a reason', () => {
    const others = writes.filter((each) => !isTried(each)).map(({ name }) => name);
    expect(others.toSorted()).toEqual(Object.keys(untried).toSorted());
  });

  it('alone can be tried', () => {
    expect(operations.filter((each) => !each.audit && isTried(each))).toEqual([]);
  });
});

describe('who orders what', () => {
  const helpDesk: Caller = { name: 'hilda', client: '192.0.2.7', rights: new Set<Right>(['Reset Password']) };
  let server: TestServer;
  beforeAll(async () => (server = await TestServer.start()), 30_000);
  afterAll(() => server.stop());
  const audited = async () => (await server.order(searchAdminAuditLog, { resultSize: 1 }))[0];

  it('an order needs its right, and says which; a refusal is on record', async () => {
    const refused = server.order(newMailbox, { parameters: { Name: 'dave' } }, helpDesk);
    await expect(refused).rejects.toThrow(
      'New-Mailbox needs the right Mail Recipients, which hilda does not have',
    );
    await expect(server.order(getUsers, {}, helpDesk)).rejects.toThrow(OperationRightError);
    expect(server.directory.organization.mailboxes.map(({ Name }) => Name)).not.toContain('dave');
    expect(await audited()).toMatchObject({
      caller: 'hilda',
      client: '192.0.2.7',
      operation: 'New-Mailbox',
      parameters: { parameters: '{"Name":"dave"}' },
      error: expect.stringContaining('Mail Recipients') as string,
    });
  });

  it('whoever has no right does not hear what is wrong with the input', async () => {
    await expect(server.order(newMailbox, { parameters: '' }, helpDesk)).rejects.toThrow(OperationRightError);
  });

  it('a change is on record with who and when, and without what is secret', async () => {
    const before = Date.now();
    await server.order(setPassword, { login: 'alice', password: 'Secret-9' }, helpDesk);
    const entry = await audited();
    expect(entry).toMatchObject({
      caller: 'hilda',
      operation: 'Set-Password',
      parameters: { login: 'alice', password: '********' },
    });
    expect(entry).not.toHaveProperty('error');
    expect(entry?.runDate).toBeGreaterThanOrEqual(before - 1000);
    expect(JSON.stringify(entry)).not.toContain('Secret-9');
  });

  it('what fails is on record, too, with its reason; what only reads is not', async () => {
    const failed = server.order(setPassword, { login: 'nobody', password: 'Secret-9' });
    await expect(failed).rejects.toThrow('no account has the login nobody');
    await server.order(getUsers, {});
    expect(await audited()).toMatchObject({
      operation: 'Set-Password',
      error: 'no account has the login nobody',
    });
  });

  it('an order that was not understood is on record without what was said', async () => {
    const password = 'Secret'.repeat(100);
    const said = { login: 'alice', password, note: 'Secret-9' };
    await expect(server.order(setPassword, said)).rejects.toThrow('at most 256');
    expect(JSON.stringify(await audited())).not.toContain('Secret-9');
    expect(await audited()).toMatchObject({ parameters: { password: '********' } });
  });
});
