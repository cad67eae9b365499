import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createSecureContext, TLSSocket, type SecureContextOptions } from 'node:tls';

import { issue, type Issued } from '@mailyard/certificates/testing';
import { HopError, OutboundConnection } from '@mailyard/smtp';

import { outboundTls } from './outbound-tls.js';

/** What a host does when it is asked for TLS. */
const hosts = [
  'good',
  'of another name',
  'expired',
  'self-signed',
  'of a stranger',
  'without TLS',
  'refuses STARTTLS',
  'injects replies behind 220',
  'knows TLS 1.0 alone',
  'fails in the handshake',
] as const;
type Host = (typeof hosts)[number];

const connectors = {
  'nothing said': {},
  RequireTLS: { RequireTLS: true },
  EncryptionOnly: { RequireTLS: true, TlsAuthLevel: 'EncryptionOnly' },
  CertificateValidation: { RequireTLS: true, TlsAuthLevel: 'CertificateValidation' },
  DomainValidation: { RequireTLS: true, TlsAuthLevel: 'DomainValidation' },
  'DomainValidation with TlsDomain': {
    RequireTLS: true,
    TlsAuthLevel: 'DomainValidation',
    TlsDomain: 'mx.fabrikam.com',
  },
  DomainSecureEnabled: { DomainSecureEnabled: true },
  BasicAuthRequireTLS: { SmartHostAuthMechanism: 'BasicAuthRequireTLS' },
  IgnoreSTARTTLS: { IgnoreSTARTTLS: true },
} as const;

/** TLS, clear text, or the mail waits. */
type Outcome = 'TLS' | 'clear' | 'waits';

const T = 'TLS';
const c = 'clear';
const w = 'waits';

/** In the order of `hosts`. */
const expected: Readonly<Record<keyof typeof connectors, readonly Outcome[]>> = {
  'nothing said': [T, T, T, T, T, c, c, w, c, c],
  RequireTLS: [T, T, T, T, T, w, w, w, w, w],
  EncryptionOnly: [T, T, T, T, T, w, w, w, w, w],
  CertificateValidation: [T, T, w, w, w, w, w, w, w, w],
  DomainValidation: [T, w, w, w, w, w, w, w, w, w],
  'DomainValidation with TlsDomain': [T, w, w, w, w, w, w, w, w, w],
  DomainSecureEnabled: [T, w, w, w, w, w, w, w, w, w],
  BasicAuthRequireTLS: [T, w, w, w, w, w, w, w, w, w],
  IgnoreSTARTTLS: [c, c, c, c, c, c, c, c, c, c],
};

let authority: Issued;
let own: Issued;
const contexts = new Map<Host, SecureContextOptions>();
let server: Server;
let doing: Host;
/** Names of those who presented a certificate of theirs. */
let presented: (string | undefined)[];

beforeAll(async () => {
  authority = await issue('Trusted', { authority: true });
  own = await issue('mail.contoso.com', { by: authority, names: ['mail.contoso.com'] });
  const names = ['mx.fabrikam.com', 'fabrikam.com'];
  const stranger = await issue('Stranger', { authority: true });
  const pair = ({ certificate: cert, key }: Issued): SecureContextOptions => ({ cert, key });
  const good = pair(await issue('mx.fabrikam.com', { by: authority, names, usages: ['serverAuth'] }));
  contexts.set('good', good);
  contexts.set('of another name', pair(await issue('mx', { by: authority, names: ['mx.example.net'] })));
  contexts.set('expired', pair(await issue('mx', { by: authority, names, days: [-9, -1] })));
  contexts.set('self-signed', pair(await issue('mx', { names })));
  contexts.set('of a stranger', pair(await issue('mx', { by: stranger, names })));
  const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;
  contexts.set('knows TLS 1.0 alone', { ...good, ...old });
});

beforeEach(async () => {
  presented = [];
  server = createServer(serve);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(async () => {
  server.close();
  await once(server, 'close');
});

function serve(socket: Socket): void {
  socket.on('error', () => undefined).write('220 mx.fabrikam.com\r\n');
  socket.on('data', (chunk: Buffer) => {
    for (const line of chunk.toString('latin1').split('\r\n').slice(0, -1)) answer(socket, line);
  });
}

function answer(socket: Socket, line: string): void {
  if (line.startsWith('EHLO ')) {
    const offered = doing !== 'without TLS' && !(socket instanceof TLSSocket);
    socket.write(offered ? '250-mx.fabrikam.com\r\n250 STARTTLS\r\n' : '250 mx.fabrikam.com\r\n');
  } else if (line === 'STARTTLS') {
    startTls(socket);
  } else {
    socket.end('221 bye\r\n');
  }
}

function startTls(socket: Socket): void {
  if (doing === 'refuses STARTTLS') return void socket.write('454 4.7.0 not now\r\n');
  if (doing === 'injects replies behind 220') return void socket.write('220 go\r\n250 injected\r\n');
  socket.removeAllListeners('data').write('220 go\r\n');
  const options = contexts.get(doing);
  if (options === undefined) return void socket.write('no TLS at all, sorry\r\n');
  const secured = new TLSSocket(socket, {
    isServer: true,
    secureContext: createSecureContext(options),
    requestCert: true,
    rejectUnauthorized: false,
  });
  secured.once('secure', () => presented.push(secured.getPeerX509Certificate()?.subject));
  serveSecured(secured);
}

function serveSecured(socket: TLSSocket): void {
  socket
    .on('error', () => undefined)
    .on('data', (chunk: Buffer) => {
      for (const line of chunk.toString('latin1').split('\r\n').slice(0, -1)) answer(socket, line);
    });
}

const plain = {
  RequireTLS: false,
  IgnoreSTARTTLS: false,
  TlsAuthLevel: undefined,
  TlsDomain: undefined,
  TlsCertificateName: undefined,
  DomainSecureEnabled: false,
  SmartHostAuthMechanism: 'None',
} as const;

const target = { host: 'mx.fabrikam.com', domain: 'fabrikam.com', source: 'mx.fabrikam.com' };

function basis() {
  const ours = {
    cert: own.certificate,
    key: own.key,
    ca: authority.certificate,
    minVersion: 'TLSv1.2',
  } as const;
  return {
    certificates: {
      publicClient: () => createSecureContext(ours),
      internalClient: createSecureContext(),
      subscribedClient: () => createSecureContext(),
    },
    fqdn: 'mail.contoso.com',
    secureDomains: ['Fabrikam.com'],
  };
}

/** As an agent does it: clear text only where it may follow, and over a new connection. */
async function outcome(parameters: object): Promise<Outcome> {
  const { tls, clearTextMayFollow } = outboundTls({ ...plain, ...parameters }, target, basis());
  const { port } = server.address() as AddressInfo;
  const open = (asked: typeof tls) =>
    OutboundConnection.connect({
      remote: { address: '127.0.0.1', port },
      dial: async () => {
        const socket = connect({ port, host: '127.0.0.1' });
        await once(socket, 'connect');
        return socket;
      },
      helo: 'mail.contoso.com',
      tls: asked,
      connectTimeoutMs: 5_000,
    });
  const connection = await open(tls).catch((error: unknown) => {
    if (!(error instanceof HopError)) throw error;
    return error.kind === 'tls' && clearTextMayFollow ? open(undefined) : undefined;
  });
  if (connection === undefined) return 'waits';
  connection.close();
  return connection.tls === undefined ? 'clear' : 'TLS';
}

describe.each(Object.entries(connectors))('%s', (name, parameters) => {
  it.each(hosts.map((host, index) => [host, expected[name as keyof typeof connectors][index]] as const))(
    'a host %s: %s',
    async (host, wanted) => {
      doing = host;
      expect(await outcome(parameters)).toBe(wanted);
    },
  );
});

it('our certificate is presented to a host that asks for one', async () => {
  doing = 'good';
  expect(await outcome(connectors.DomainSecureEnabled)).toBe('TLS');
  expect(presented).toEqual(['CN=mail.contoso.com']);
});

it('mail to a domain that is not to be secure is opportunistic at a DomainSecureEnabled connector', () => {
  const other = { ...target, domain: 'example.net' };
  const secure = { ...plain, DomainSecureEnabled: true };
  const opportunistic = outboundTls(secure, other, basis());
  expect(opportunistic).toMatchObject({
    tls: { policy: 'opportunistic', trust: 'anybody' },
    clearTextMayFollow: true,
  });
  expect(opportunistic.proves).toBeUndefined();
  expect(outboundTls(secure, target, basis()).proves).toBe('domainSecure');
});

it.each<[keyof typeof connectors, boolean]>([
  ['nothing said', false],
  ['EncryptionOnly', false],
  ['CertificateValidation', false],
  ['DomainValidation', true],
  ['DomainValidation with TlsDomain', true],
  ['DomainSecureEnabled', true],
  ['BasicAuthRequireTLS', true],
])('%s: who is reached is the host that was meant (RFC 8689 §4.2.1): %s', (name, verified) => {
  const { verifiesHost } = outboundTls({ ...plain, ...connectors[name] }, target, basis());
  expect(verifiesHost ?? false).toBe(verified);
});

it('IgnoreSTARTTLS where a login needs TLS: the mail waits', () => {
  const needs = { ...plain, ...connectors.BasicAuthRequireTLS, IgnoreSTARTTLS: true };
  expect(() => outboundTls(needs, target, basis())).toThrow('IgnoreSTARTTLS of the connector rules TLS out');
});

it('TlsCertificateName names a certificate that is not there: the mail waits', () => {
  const named = { ...plain, TlsCertificateName: '<I>CN=CA<S>CN=mail.contoso.com' };
  const without = { ...basis(), certificates: { ...basis().certificates, publicClient: () => undefined } };
  expect(() => outboundTls(named, target, without)).toThrow(
    '454 4.7.5 The certificate specified in TlsCertificateName',
  );
});

it('who is not taken is told why', async () => {
  doing = 'expired';
  const { tls } = outboundTls({ ...plain, ...connectors.CertificateValidation }, target, basis());
  const { port } = server.address() as AddressInfo;
  const attempt = OutboundConnection.connect({
    remote: { address: '127.0.0.1', port },
    dial: async () => {
      const socket = connect({ port, host: '127.0.0.1' });
      await once(socket, 'connect');
      return socket;
    },
    helo: 'mail.contoso.com',
    tls,
  });
  await expect(attempt).rejects.toThrow(
    'the certificate of mx.fabrikam.com is not accepted: it has expired (CERT_HAS_EXPIRED)',
  );
});
