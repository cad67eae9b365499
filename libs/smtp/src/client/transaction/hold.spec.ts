import { eventually } from '@mailyard/testing';

import type { Envelope } from '../../commands/envelope.js';
import { HopConnection } from '../../hop/hop-connection.js';
import { MailHost } from '../../outbound/spec-support/mail-host.js';
import type { Hold } from '../hold.js';
import { ScriptedPeer } from '../spec-support/scripted-peer.js';

const envelope: Envelope = {
  reversePath: null,
  recipients: [{ path: { localPart: 'bob', domain: 'contoso.com' } }],
  body: '7BIT',
  smtpUtf8: false,
};
const header = Buffer.from('Subject: x\r\n\r\n');
const small = [Buffer.from('hello\r\n')];
const large = [Buffer.from(`${'x'.repeat(70)}\r\n`.repeat(3_000)), Buffer.alloc(0)];
async function* pieces(content: readonly Buffer[]): AsyncGenerator<Buffer> {
  for (const piece of content) yield await Promise.resolve(piece);
}
const contents = [
  ['small', small],
  ['large', large],
  ['read', () => pieces(large)],
] as const;
const offers = [['PIPELINING', 'CHUNKING'], ['PIPELINING'], ['CHUNKING'], []];

/** Sure as often as it is said, then not any more; then Redis says whose it is. */
function hold(sure: number, isOurs: boolean): Hold & { asked: number } {
  let left = sure;
  return {
    asked: 0,
    isSure: () => left-- > 0,
    async confirm() {
      this.asked += 1;
      left = Infinity;
      return Promise.resolve(isOurs);
    },
  };
}

/** Whether the end of a message has come there. */
const hasEnd = ({ commands, contents: came }: MailHost): boolean =>
  commands.some((line) => line === '.' || line.endsWith(' LAST')) ||
  came.some((one) => one.includes('hello'));

describe.each(offers.map((offer) => [offer.join(' ') || 'nothing', offer] as const))(
  'to a host that offers %s',
  (_, offer) => {
    describe.each(contents)('with %s content', (__, content) => {
      it.each([
        ['the message is not ours any more', 0, false],
        ['the process was frozen just before the end left', 1, true],
      ])('no end of a message leaves when %s', async (___, sure, isOurs) => {
        await using host = await MailHost.start({ offers: [...offer] });
        const connection = await host.connect();
        const held = hold(sure, isOurs);
        const sent = connection.transact({ envelope, header, content, hold: held });
        await expect(sent).rejects.toMatchObject({ name: 'HopError', kind: 'lapsed' });
        await eventually(() => host.sockets.every(({ destroyed }) => destroyed));
        expect(hasEnd(host)).toBe(false);
        expect(connection.usable).toBe(false);
      });

      it('the end leaves when it is ours still, and nobody is asked while that is sure', async () => {
        await using host = await MailHost.start({ offers: [...offer] });
        const connection = await host.connect();
        const doubtful = hold(0, true);
        const answers = await connection.transact({ envelope, header, content, hold: doubtful });
        expect(answers.replies).toMatchObject([{ code: 250 }]);
        const sure = hold(Infinity, false);
        await connection.transact({ envelope, header, content, hold: sure });
        expect([doubtful.asked, sure.asked, host.contents.length > 1]).toEqual([1, 0, true]);
        connection.close();
      });
    });
  },
);

describe('a hop between our services', () => {
  const answers = '250 ok\r\n250 ok\r\n250 ok\r\n';
  async function hop(): Promise<{ peer: ScriptedPeer; connection: HopConnection }> {
    const peer = await ScriptedPeer.start((line, socket) => {
      if (line.includes('BDAT')) socket.write(answers);
    });
    const connection = await HopConnection.connect({ ...peer.options, replyTimeoutMs: 5_000 });
    return { peer, connection };
  }
  const ends = ({ received }: ScriptedPeer): number => received.split(' LAST\r\n').length - 1;

  it('a whole message that may not leave leaves the connection to the others', async () => {
    const { peer, connection } = await hop();
    const lost = connection.transact(envelope, small, { hold: hold(0, false) });
    await expect(lost).rejects.toMatchObject({ kind: 'lapsed', mayBeTaken: false });
    await connection.transact(envelope, small, { hold: hold(Infinity, false) });
    expect(ends(peer)).toBe(1);
    connection.close();
    await peer[Symbol.asyncDispose]();
  });

  it('a process that was frozen just before a message left ends the connection', async () => {
    const { peer, connection } = await hop();
    const lost = connection.transact(envelope, small, { hold: hold(1, true) });
    await expect(lost).rejects.toMatchObject({ kind: 'lapsed' });
    await eventually(() => peer.sockets.every(({ destroyed }) => destroyed));
    expect(ends(peer)).toBe(0);
    await peer[Symbol.asyncDispose]();
  });

  it.each([
    ['its last chunk', [Buffer.from('hello\r\n')]],
    ['the command alone', []],
  ])('of a message that streams %s is the end', async (_, last) => {
    const { peer, connection } = await hop();
    peer.received = '';
    const begun = connection.begin(envelope);
    peer.sockets[0]?.write('250 ok\r\n250 ok\r\n');
    await begun;
    const ended = connection.end(last, hold(0, false));
    await expect(ended).rejects.toMatchObject({ kind: 'lapsed' });
    await eventually(() => peer.sockets.every(({ destroyed }) => destroyed));
    expect(peer.received).not.toMatch(/hello\r\n|BDAT 0 LAST/);
    await peer[Symbol.asyncDispose]();
  });
});
