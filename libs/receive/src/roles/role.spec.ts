import { TestClient } from '@mailyard/testing';

import { active } from '../checks/connection/active.js';
import { noLogins } from '../checks/connection/no-logins.js';
import { sender } from '../checks/mail/sender.js';
import { submission } from '../checks/mail/submission.js';
import { eachDestination } from '../checks/rcpt/each-destination.js';
import { relay } from '../checks/rcpt/relay.js';
import { toSubmission, type Submission } from '../sinks/to-submission.js';
import { connectorOf } from '../testing/contoso.js';
import { MemorySubmission } from '../testing/memory-submission.js';
import { TestOrganization } from '../testing/test-organization.js';
import type { Role } from './role.js';

let test: TestOrganization;
beforeEach(async () => {
  test = await TestOrganization.start();
});
afterEach(() => test.stop());

/** Strangers in front, a queue behind, and no directory of recipients: a perimeter server. */
const perimeter: Role<Submission> = {
  protocol: 'SMTP',
  connectors: (organization, server) => organization.receiveConnectors(server),
  checks: {
    connect: [active],
    login: [noLogins],
    proxy: [],
    mail: [submission, sender],
    rcpt: [eachDestination(relay)],
  },
  sink: toSubmission,
  servesClients: true,
  agents: () => undefined,
  logins: () => false,
  proxyCommands: () => [],
  orar: false,
  warnings: () => [],
};

it('a role is a list of checks and a sink: another one needs no class of its own', async () => {
  const target = new MemorySubmission();
  const connector = connectorOf({ PermissionGroups: ['AnonymousUsers'] });
  const client = await TestClient.connect(await test.serve(connector, { role: perimeter, target }));
  await client.expect(/^220 /);
  expect((await client.ehlo()).has('AUTH')).toBe(false);
  await client.command('MAIL FROM:<x@fabrikam.com>', /^250 /);
  await client.command('RCPT TO:<victim@fabrikam.com>', /^550 5\.7\.54 /);
  // It does not know who lives behind it.
  await client.command('RCPT TO:<whoever@contoso.com>', /^250 /);
  await client.sendRaw('BDAT 5 LAST\r\nhello');
  await client.expect(/^250 2\.6\.0 /);
  expect(target.messages.map(({ content }) => content.toString())).toEqual(['hello']);
  expect(target.messages[0]?.source).toMatchObject({ authAs: 'Anonymous', peer: { ip: '127.0.0.1' } });
});

it('the first refusal of a list is the answer, and what comes after it is not asked', async () => {
  const asked: string[] = [];
  const checks = {
    ...perimeter.checks,
    mail: [
      ...perimeter.checks.mail,
      () => {
        asked.push('last');
        return undefined;
      },
    ],
  };
  const role = { ...perimeter, checks };
  const port = await test.serve(connectorOf(), { role, target: new MemorySubmission() });
  const client = await TestClient.connect(port);
  await client.expect(/^220 /);
  await client.ehlo();
  await client.command('MAIL FROM:<x@fabrikam.com>', /^530 5\.7\.57 /);
  expect(asked).toEqual([]);
});
