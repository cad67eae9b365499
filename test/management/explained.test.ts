import { eventually } from '@mailyard/testing';

import { Launched } from '../stack/launched.js';
import { organizationText } from '../stack/organization.js';
import { brought, explainedWay, mails, ways, waysTaken } from './explained-routes.js';
import { ask, explained, heard, makeExplained, permissions, questions } from './explained-sessions.js';

let stack: Launched;
beforeAll(async () => (stack = await Launched.start({ organization: organizationText(ways) })), 90_000);
afterAll(() => stack.stop(), 60_000);

it('acceptance 31: Explain connection and the session agree in connector, rights and replies of 200 random clients', async () => {
  const { site } = stack;
  await makeExplained(site);
  const all = questions(200);
  await eventually(async () => {
    const { banner } = await heard(site, { ...all[0]!, port: 25, from: '127.168.4.9' });
    expect(banner).toBe('220 E small');
  });
  const told = await Promise.all(
    Array.from({ length: 10 }, async (_, at) => {
      const cases = [];
      for (const [index, question] of all.entries()) {
        if (index % 10 !== at) continue;
        const name = `client-${index}.example`;
        // One after the other: nobody's limit is reached.
        // eslint-disable-next-line no-await-in-loop
        const pair = [await explained(site, question), await heard(site, question, name)] as const;
        cases.push([question, name, ...pair] as const);
      }
      return cases;
    }),
  );
  const given = await eventually(async () => {
    const found = await permissions(site);
    for (const [, name] of told.flat()) expect(found.has(name)).toBe(true);
    return found;
  });
  for (const [question, name, explanation, session] of told.flat()) {
    expect({ question, ...session, rights: given.get(name) }).toEqual({ question, ...explanation });
  }
  const last = told.flat().map(([, , { replies }]) => replies.at(-1)?.slice(0, 10));
  expect(last).toContain('550 5.7.51');
  expect(last.filter((reply) => reply === '451 5.7.3 ').length).toBeGreaterThan(0);
  const refused = told.flat().filter(([, , { replies }]) => /^[45]/.test(replies.at(-1) ?? ''));
  expect(refused.length).toBeGreaterThan(10);
  expect(refused.length).toBeLessThan(190);
  expect(new Set([...given.values()].map(String)).size).toBeGreaterThan(3);
}, 60_000);

it('acceptance 31: Explain route and the queues agree on 200 random messages', async () => {
  const { site } = stack;
  // There is a queue of the database once something was for it.
  await brought(site, { from: '<>', to: 'alice@contoso.com', size: 2_000, subject: 'first' });
  await ask(site, 'POST /operations/Suspend-Queue', { queue: 'DB01' });
  const all = mails(200);
  await Promise.all(
    Array.from({ length: 5 }, async (_, at) => {
      // eslint-disable-next-line no-await-in-loop
      for (const mail of all.filter((_mail, index) => index % 5 === at)) await brought(site, mail);
    }),
  );
  const expected = new Map<string, readonly string[]>();
  // eslint-disable-next-line no-await-in-loop
  for (const mail of all) expected.set(mail.subject, await explainedWay(site, mail));
  const taken = await eventually(async () => {
    const found = await waysTaken(site);
    for (const mail of all) {
      const [told, real] = [expected.get(mail.subject), found.get(mail.subject) ?? []];
      expect({ mail, ways: real }).toEqual({ mail, ways: told });
    }
    return found;
  });
  expect(new Set([...taken.values()].flat().map((way) => way.split(' ')[1])).size).toBeGreaterThan(9);
}, 60_000);
