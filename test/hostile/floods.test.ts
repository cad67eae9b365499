import { certificateIn, type Certificate } from '../stack/certificate.js';
import { Services } from '../stack/services.js';
import { expectUnharmed } from './aftermath.js';
import { everywhere, type Entrance } from './answers/defined-answer.js';
import { EntranceSession } from './entrances.js';

/** By default; no session of a test has said as much before its flood begins. */
const maxCommandsWithoutMail = 100;
const sent = 120;

describe('commands without mail (MaxCommandsWithoutMail)', () => {
  let stack: Services;
  let certificate: Certificate;

  beforeAll(async () => {
    stack = await Services.start();
    certificate = await certificateIn(stack.site.pkiDir);
  }, 60_000);
  afterEach(() => expectUnharmed(stack), 30_000);
  afterAll(() => stack.stop(), 60_000);

  async function answersTo(octets: string, entrance: Entrance): Promise<readonly string[]> {
    const session = await EntranceSession.open(entrance, 'connected', { site: stack.site, certificate });
    await session.client.sendRaw(session.octets(octets));
    const answers: string[] = [];
    while (answers.length < sent && !(answers.at(-1) ?? '').startsWith('421')) {
      answers.push((await session.client.reply()).text);
    }
    session.client.close();
    return answers;
  }

  it.each(everywhere.filter((entrance) => !entrance.endsWith('server')))(
    'end a session at %s',
    async (entrance) => {
      const answers = await answersTo('NOOP\r\n'.repeat(sent), entrance);
      expect(answers.length).toBeLessThanOrEqual(maxCommandsWithoutMail + 1);
      expect(answers.at(-1)).toMatch(/^421 4\.7\.0 Too many commands without mail on this connection/);
    },
  );

  it.each(everywhere.filter((entrance) => entrance.endsWith('server')))(
    'do not end the session of a %s: it is pooled',
    async (entrance) => {
      const answers = await answersTo('NOOP\r\n'.repeat(sent), entrance);
      expect(answers.filter((answer) => answer.startsWith('250 '))).toHaveLength(sent);
    },
  );
});
