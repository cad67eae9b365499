import { X509Certificate } from 'node:crypto';

import {
  issue as issuePair,
  type Issued as IssuedPair,
  type IssueOptions as PairOptions,
} from '@mailyard/certificates/testing';

/** A certificate that a test has issued, as TLS presents it. */
export interface Issued {
  readonly certificate: X509Certificate;
  /** PKCS #8, as PEM. */
  readonly key: string;
  readonly pair: IssuedPair;
}

export interface IssueOptions extends Pick<PairOptions, 'names' | 'usages'> {
  /** Itself where nothing is said. */
  readonly by?: Issued;
  readonly notBefore?: Date;
  readonly notAfter?: Date;
}

const dayMs = 86_400_000;

/** An authority without names, a server with them. */
export async function issue(subject: string, { by, ...options }: IssueOptions = {}): Promise<Issued> {
  const { names, usages, notBefore, notAfter } = options;
  const pair = await issuePair(subject, {
    ...(by === undefined ? {} : { by: by.pair }),
    ...(names === undefined ? { authority: true } : { names }),
    ...(usages === undefined ? {} : { usages }),
    days: [daysFromNow(notBefore) ?? -1, daysFromNow(notAfter) ?? 1],
  });
  return { certificate: new X509Certificate(pair.certificate), key: pair.key, pair };
}

function daysFromNow(date: Date | undefined): number | undefined {
  return date && (date.getTime() - Date.now()) / dayMs;
}
