import { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';

import { certificates as library } from '../certificates/known-certificate.js';
import type { MailFlowSide } from './mail-flow-side.js';

/** What certificates tell: who bears a name, and whom a side believes. */
export interface Trust {
  /** Whether the certificate, which the side has, bears the name of a smart host as it is written there. */
  bears(side: MailFlowSide, thumbprint: string, host: string): boolean;
  /** Why a side does not take a certificate of the other; undefined: it does. */
  problem(by: MailFlowSide, of: MailFlowSide, thumbprint: string): string | undefined;
}

export async function trustOf(sides: readonly MailFlowSide[]): Promise<Trust> {
  const { TrustedAuthorities } = await library();
  const now = new Date();
  const authorities = new Map(sides.map((side) => [side, new TrustedAuthorities(side.trusted)]));
  return {
    bears(side, thumbprint, host) {
      const [own] = chainOf(side, thumbprint);
      const address = host.replaceAll(/[[\]]/g, '');
      const found = isIP(address) === 0 ? own?.checkHost(host) : own?.checkIP(address);
      return found !== undefined;
    },
    problem(by, of, thumbprint) {
      const [own, ...issuers] = chainOf(of, thumbprint);
      if (own === undefined) return 'there is none';
      return authorities.get(by)?.problemOf([own, ...issuers], now);
    },
  };
}

function chainOf({ certificates }: MailFlowSide, thumbprint: string): readonly X509Certificate[] {
  const found = certificates.find((each) => each.thumbprint === thumbprint);
  return (found?.chain ?? []).map((pem) => new X509Certificate(pem));
}
