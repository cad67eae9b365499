import { expectBalance, Ledger } from '../mail/ledger.js';
import { certificateIn, type Certificate } from '../stack/certificate.js';
import { organizationText } from '../stack/organization.js';
import { Services } from '../stack/services.js';
import type { DefinedAnswer, Entrance } from './answers/defined-answer.js';
import { definedAnswers } from './answers/index.js';
import { EntranceSession } from './entrances.js';

/** Octet by octet, unless that would take minutes. */
const segmentsMax = 300;

const organization = organizationText({
  acceptedDomains: [{ Name: 'Books', DomainName: 'bücher.example', DomainType: 'InternalRelay' }],
});

describe('every abuse has one answer, at each entrance and however it is cut', () => {
  let stack: Services;
  let certificate: Certificate;
  let ledger: Ledger;

  beforeAll(async () => {
    stack = await Services.start({ organization });
    certificate = await certificateIn(stack.site.pkiDir);
  }, 60_000);
  afterAll(() => stack.stop(), 60_000);
  beforeEach(() => {
    ledger = new Ledger();
  });
  afterEach(() => expectBalance(stack, ledger), 30_000);

  async function answered(answer: DefinedAnswer, entrance: Entrance, segments: number): Promise<void> {
    const session = await EntranceSession.open(entrance, answer.state, { site: stack.site, certificate });
    const { client } = session;
    await client.sendRaw(session.octets(answer.sent), { segments });
    let taken = false;
    for (const expected of answer.except?.[entrance] ?? answer.replies) {
      const { text } = await client.reply();
      if (!text.startsWith(expected)) throw new Error(`expected ${expected}, got ${text}`);
      taken ||= endsContent(text);
    }
    if (taken) ledger.accept(session.message.id, ['alice']);
    // No reply but those: the next one is QUIT's.
    if (answer.ends === undefined) await client.quit();
    else if (answer.ends === 'session') await client.closed();
    client.close();
  }

  describe.each(definedAnswers)('%s', (_chapter, answers) => {
    it.each(answers)('$name, after $state ($rule)', async (answer) => {
      const length = answer.inOnePiece === true ? [1] : [1, Math.min(answer.sent.length, segmentsMax)];
      const runs = answer.entrances.flatMap((entrance) =>
        length.map((segments) =>
          answered(answer, entrance, segments).catch((error: unknown) => {
            const why = error instanceof Error ? error.message : String(error);
            throw new Error(`${entrance}, ${segments} segments: ${why}`, { cause: error });
          }),
        ),
      );
      const failures = (await Promise.allSettled(runs)).filter(({ status }) => status === 'rejected');
      expect(failures).toEqual([]);
      await ledger.settled(stack);
      expect(await stack.site.mailbox('bob').messages()).toEqual([]);
    });
  });
});

/** The final reply to a message: of a hub, of Front End for it, or of Mailbox Delivery. */
function endsContent(reply: string): boolean {
  return reply.startsWith('250 2.6.0 <') || reply.startsWith('250 2.0.0 OK <');
}
