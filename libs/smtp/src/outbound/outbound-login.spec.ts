import type { OutboundLogin } from '../client/login/log-in.js';
import type { ProtocolEvent } from '../protocol-log/protocol-event.js';
import { MailHost } from './spec-support/mail-host.js';

const password: OutboundLogin = {
  kind: 'password',
  userName: 'tim',
  password: 'tanstaaftanstaaf',
  allowClearText: true,
};
const base64 = (text: string): string => Buffer.from(text).toString('base64');
/** RFC 2195 §2. */
const challenge = '<1896.697170952@postoffice.reston.mci.net>';

/** Each line that is not EHLO gets the next answer. */
function answering(...answers: readonly string[]) {
  const rest = [...answers];
  return (line: string) => (/^(EHLO|QUIT)/.test(line) ? undefined : `${rest.shift() ?? '500 what?'}\r\n`);
}

describe('AUTH (RFC 4954)', () => {
  it.each([
    ['AUTH PLAIN', ['235 ok'], [`AUTH PLAIN ${base64('\0tim\0tanstaaftanstaaf')}`]],
    [
      'AUTH LOGIN',
      ['334 VXNlcm5hbWU6', '334 UGFzc3dvcmQ6', '235 ok'],
      ['AUTH LOGIN', base64('tim'), base64('tanstaaftanstaaf')],
    ],
    [
      'AUTH CRAM-MD5 PLAIN',
      [`334 ${base64(challenge)}`, '235 ok'],
      ['AUTH CRAM-MD5', base64('tim b913a602c7eda7a495b4e6e7334d3890')],
    ],
    ['AUTH LOGIN PLAIN', ['235 ok'], [`AUTH PLAIN ${base64('\0tim\0tanstaaftanstaaf')}`]],
    ['AUTH=PLAIN LOGIN', ['235 ok'], [`AUTH PLAIN ${base64('\0tim\0tanstaaftanstaaf')}`]],
    // RFC 4954 §6: another mechanism may be good enough.
    [
      'AUTH CRAM-MD5 PLAIN',
      ['534 5.7.9 not this one', '235 ok'],
      ['AUTH CRAM-MD5', `AUTH PLAIN ${base64('\0tim\0tanstaaftanstaaf')}`],
    ],
  ])('%s', async (offer, answers, said) => {
    await using host = await MailHost.start({ offers: [offer], says: answering(...answers) });
    const connection = await host.connect({ login: password });
    expect(host.commands.slice(1)).toEqual(said);
    connection.close();
  });

  it('a response that no command line holds waits for its challenge (RFC 4954 §4)', async () => {
    await using host = await MailHost.start({ offers: ['AUTH PLAIN'], says: answering('334 ', '235 ok') });
    const long = { ...password, password: 'x'.repeat(600) };
    const connection = await host.connect({ login: long });
    expect(host.commands.slice(1)).toEqual(['AUTH PLAIN', base64(`\0tim\0${'x'.repeat(600)}`)]);
    connection.close();
  });

  it.each([
    ['no mechanism that we have', 'AUTH NTLM', [], { kind: 'auth' }],
    ['no AUTH', 'SIZE', [], { kind: 'auth' }],
    ['a wrong password', 'AUTH PLAIN LOGIN', ['535 5.7.8 no'], { kind: 'auth', reply: { code: 535 } }],
    ['no patience', 'AUTH PLAIN', ['454 4.7.0 later'], { kind: 'auth', reply: { code: 454 } }],
    ['another challenge', 'AUTH PLAIN', ['334 eA==', '501 cancelled'], { kind: 'auth' }],
    ['an answer to something else', 'AUTH PLAIN', ['250 ok'], { kind: 'protocol' }],
  ])('fails with %s', async (_, offer, answers, expected) => {
    await using host = await MailHost.start({ offers: [offer], says: answering(...answers) });
    await expect(host.connect({ login: password })).rejects.toMatchObject({ name: 'HopError', ...expected });
  });

  it('a password is not said where others can listen, unless that is allowed', async () => {
    await using host = await MailHost.start({ offers: ['AUTH PLAIN LOGIN'], says: answering('235 ok') });
    const { allowClearText: _, ...careful } = password;
    await expect(host.connect({ login: careful })).rejects.toMatchObject({ kind: 'auth' });
    const token: OutboundLogin = { kind: 'token', userName: 'tim', accessToken: () => Promise.resolve('t') };
    await expect(host.connect({ login: token })).rejects.toMatchObject({ kind: 'auth' });
    expect(host.received).not.toMatch(/AUTH/);
  });

  it('CRAM-MD5 may be, for it shows no password', async () => {
    const says = answering(`334 ${base64(challenge)}`, '235 ok');
    await using host = await MailHost.start({ offers: ['AUTH PLAIN CRAM-MD5'], says });
    const connection = await host.connect({ login: { ...password, allowClearText: false } });
    expect(host.commands[1]).toBe('AUTH CRAM-MD5');
    connection.close();
  });

  it('the protocol log has neither names nor secrets', async () => {
    const events: ProtocolEvent[] = [];
    const says = answering('334 VXNlcm5hbWU6', '334 UGFzc3dvcmQ6', '535 5.7.8 no');
    await using host = await MailHost.start({ offers: ['AUTH LOGIN'], says });
    const log = (event: ProtocolEvent): void => void events.push(event);
    await expect(host.connect({ login: password, log })).rejects.toMatchObject({ kind: 'auth' });
    const said = events.filter(({ event }) => event === '>').map(({ data }) => data);
    expect(said).toEqual(['EHLO mail.example', 'AUTH LOGIN', '<Binary Data>', '<Binary Data>', 'QUIT']);
  });
});
