// Stands at the door of Front End: turns some hosts away, lets strangers come twice, and marks what it has let in.
// Copy it to every machine that runs Front End.

/** Addresses whose connections nobody wants. */
const unwanted = new Set(['192.0.2.66', '198.51.100.66']);

/** Who has written to whom before, from where: whoever comes again after the first refusal keeps a queue, as mail hosts do. */
const known = new Map();
const knownMax = 100_000;

/** Nobody outside is called as we are. */
function meetName({ session, domain }) {
  if (session.authAs === 'Internal' || !/(?:^|\.)contoso\.com$/i.test(domain)) return [];
  return [{ action: 'RejectCommand', reply: { code: 550, text: 'This name is ours' }, reason: 'OurName' }];
}

export default {
  /** Before the greeting: 554 turns the host away, and nobody else notices anything. */
  OnConnectEvent({ session }) {
    if (!unwanted.has(session.client.ip)) return [];
    const reply = { code: 554, status: '5.7.1', text: 'Your address is not welcome here' };
    return [{ action: 'RejectConnection', reply, reason: 'Unwanted', reasonData: session.client.ip }];
  },

  OnHeloCommand: meetName,
  OnEhloCommand: meetName,

  /** Greylisting: 4yz the first time, in this session; the host comes again, and is known then. */
  OnRcptCommand({ session, envelope, recipient }) {
    if (session.authAs === 'Internal') return [];
    const who = [session.client.ip, envelope.reversePath, recipient].join(' ').toLowerCase();
    const before = known.get(who);
    if (before !== undefined && before !== session.sessionId) return [];
    if (known.size >= knownMax) known.delete(known.keys().next().value);
    known.set(who, session.sessionId);
    const reply = { code: 451, status: '4.7.1', text: 'Please come again in a minute' };
    return [{ action: 'RejectCommand', reply, reason: 'Greylisted' }];
  },

  /** The header is there, the content still on its way. */
  OnEndOfHeaders({ session, headers }) {
    const subject = headers.find(({ name }) => name.toLowerCase() === 'subject')?.value ?? '';
    if (/\blottery\b/i.test(subject)) {
      return [{ action: 'RejectMessage', reply: { text: 'We do not gamble' }, reason: 'Subject' }];
    }
    return [{ action: 'SetHeader', name: 'X-Contoso-Door', value: session.client.ip }];
  },
};
