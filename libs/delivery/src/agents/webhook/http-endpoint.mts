import {
  request as requestHttp,
  Agent as HttpAgent,
  type IncomingMessage,
  type RequestOptions,
} from 'node:http';
import { request as requestHttps, Agent as HttpsAgent } from 'node:https';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import type { Connector, MailItem } from './delivery-contract.mjs';
import { bodyOf, signedHeaders, type Format } from './http-body.mjs';
import { NetworkGate } from './http-network-gate.mjs';

const answerOctetsMax = 262_144;
const usualTimeoutS = 30;

/** What the endpoint has said, or why it could not be asked. */
export type EndpointAnswer =
  | {
      readonly status: number;
      readonly retryAfter: string | undefined;
      readonly location: string | undefined;
      readonly text: string;
    }
  | { readonly problem: string };

/** One URL, with its connections, its secret and the addresses that it may be at. */
export class HttpEndpoint {
  readonly #connector: Connector;
  readonly #gate: NetworkGate;
  readonly #agent: HttpAgent;
  readonly #url: URL | null;

  constructor(connector: Connector) {
    this.#connector = connector;
    const { settings, maxConcurrentConnections: maxSockets } = connector;
    this.#url = URL.parse(settings['Url'] ?? '');
    const isSecure = this.#url?.protocol === 'https:';
    this.#gate = new NetworkGate(settings['AllowedInternalAddresses'] ?? '', isSecure);
    const ca = settings['TrustedCertificates'];
    const options = { keepAlive: true, maxSockets, ...(ca === undefined ? {} : { ca }) };
    this.#agent = isSecure ? new HttpsAgent(options) : new HttpAgent(options);
  }

  /** Never rejects: what goes wrong is the problem, without the secret. */
  async post(items: readonly MailItem[], signal: AbortSignal): Promise<EndpointAnswer> {
    const { settings, credential } = this.#connector;
    const url = this.#url;
    if (url === null) return { problem: `${this.#connector.name} has no Url` };
    const refusal = this.#gate.refusalOfHost(url.hostname);
    if (refusal !== undefined) return { problem: refusal };
    const timeout = AbortSignal.timeout(1_000 * Number(settings['TimeoutSeconds'] ?? usualTimeoutS));
    try {
      const body = bodyOf(items, (settings['Format'] ?? 'Json') as Format);
      const headers = {
        ...(await signedHeaders(body, credential?.password, Date.now())),
        ...(credential === undefined ? {} : { 'webhook-key-id': credential.userName }),
        'user-agent': 'Mailyard',
        accept: 'application/json',
      };
      const options = { headers, signal: AbortSignal.any([signal, timeout]) };
      return await this.#answered(url, options, Readable.from(body.pieces()));
    } catch (error) {
      if (timeout.aborted) return { problem: `${url.host} does not answer in time` };
      return { problem: `${url.host} cannot be asked: ${reasonOf(error)}` };
    }
  }

  close(): void {
    this.#agent.destroy();
  }

  async #answered(url: URL, options: RequestOptions, body: Readable): Promise<EndpointAnswer> {
    const request = (url.protocol === 'https:' ? requestHttps : requestHttp)(url, {
      ...options,
      method: 'POST',
      agent: this.#agent,
      // The address that was looked at is the one that is connected to.
      lookup: (host, how, told) => this.#gate.lookup(host, how, told),
    });
    const response = new Promise<IncomingMessage>((resolve, reject) => {
      request.on('response', resolve).on('error', reject);
    });
    const sent = pipeline(body, request);
    // Whoever refuses a body before its end answers all the same.
    sent.catch(() => undefined);
    const answer = await response;
    try {
      const { statusCode: status = 0, headers } = answer;
      const { 'retry-after': retryAfter, location } = headers;
      return { status, retryAfter, location, text: await textOf(answer) };
    } finally {
      if (!answer.complete) request.destroy();
    }
  }
}

async function textOf(answer: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  let octets = 0;
  for await (const piece of answer as AsyncIterable<Buffer>) {
    octets += piece.length;
    if (octets > answerOctetsMax) throw new Error('its answer is too long');
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString();
}

function reasonOf(error: unknown): string {
  const { message, code } = error as NodeJS.ErrnoException;
  return message === '' ? (code ?? 'no reason was given') : message;
}
