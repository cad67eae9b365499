import type { MessageSource } from '@mailyard/message';
import type { Envelope } from '@mailyard/smtp';

/** From a client outside to alice. */
export const exampleEnvelope: Envelope = {
  reversePath: { localPart: 'sender', domain: 'example.com' },
  recipients: [{ path: { localPart: 'alice', domain: 'contoso.com' } }],
  body: '8BITMIME',
  smtpUtf8: false,
};

/** Of an anonymous session. */
export const exampleSource: MessageSource = {
  kind: 'SMTP',
  receivedAt: Date.UTC(2026, 0, 2),
  sessionId: '08D0000000000001',
  connector: { name: 'Default MBX01', guid: 'c' },
  server: { fqdn: 'mbx01.contoso.com', ip: '127.0.0.1' },
  peer: { ip: '192.0.2.1', port: 4711, helo: 'client.example' },
  authAs: 'Anonymous',
  headerRights: { routing: true, organization: false, forest: false },
};

const hops = { maxHopCount: 60, maxLocalHopCount: 5, localHosts: [] };
/** As wide as these tests need. */
export const exampleLimits = { maxMessageBytes: 1_000_000, maxHeaderBytes: 10_000, hops };
