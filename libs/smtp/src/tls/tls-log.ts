import type { X509Certificate } from 'node:crypto';
import type { TLSSocket } from 'node:tls';

import { presentedChain } from './presented-chain.js';

/** A line of the protocol log about a handshake. */
export interface TlsLogLine {
  readonly data: string;
  readonly context: string;
}

const lineOf = (context: string, data = ''): TlsLogLine => ({ data, context });

/** What Exchange's protocol log tells of a handshake: both certificates and what was agreed. */
export function tlsLog(socket: TLSSocket, end: 'SERVER' | 'CLIENT'): readonly TlsLogLine[] {
  return [
    ...certificateLines('Sending certificate', socket.getX509Certificate()),
    lineOf(agreement(socket, end)),
    ...certificateLines('Received certificate', presentedChain(socket)?.[0]),
  ];
}

/** `…SP_PROT_TLS1_2_SERVER… bulk encryption algorithm AES_256_GCM with strength 256 bits…`; Windows names no cipher suite. */
function agreement(socket: TLSSocket, end: 'SERVER' | 'CLIENT'): string {
  const suite = socket.getCipher().standardName;
  const [, bulk = suite] = /^TLS_(?:.+_WITH_)?(.+)_[A-Z\d]+$/.exec(suite) ?? [];
  const protocol = tlsVersion(socket.getProtocol() ?? '');
  const strength = /\d{3}/.exec(bulk)?.[0] ?? '256';
  return (
    `TLS protocol SP_PROT_${protocol}_${end} negotiation succeeded using ` +
    `bulk encryption algorithm ${bulk} with strength ${strength} bits and cipher suite ${suite}`
  );
}

/** `TLS1_2` for Node's `TLSv1.2`. */
export function tlsVersion(protocol: string): string {
  return tlsVersions.get(protocol) ?? protocol;
}

const tlsVersions: ReadonlyMap<string, string> = new Map([
  ['TLSv1', 'TLS1_0'],
  ['TLSv1.1', 'TLS1_1'],
  ['TLSv1.2', 'TLS1_2'],
  ['TLSv1.3', 'TLS1_3'],
]);

function certificateLines(title: string, certificate: X509Certificate | undefined): readonly TlsLogLine[] {
  if (certificate === undefined) return [];
  const { subject, issuer, serialNumber, fingerprint, subjectAltName = '' } = certificate;
  return [
    lineOf(title),
    lineOf('Certificate subject', windowsName(subject)),
    lineOf('Certificate issuer name', windowsName(issuer)),
    lineOf('Certificate serial number', serialNumber),
    lineOf('Certificate thumbprint', fingerprint.replaceAll(':', '')),
    lineOf('Certificate alternate names', subjectAltName.replaceAll('DNS:', '').replaceAll(', ', ';')),
  ];
}

/** The most specific part first, as in TlsCertificateName. */
function windowsName(name: string | undefined): string {
  return (name ?? '').split('\n').toReversed().join(', ');
}
