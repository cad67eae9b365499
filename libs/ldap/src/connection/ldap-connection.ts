import type { TLSSocket } from 'node:tls';

import {
  BindRequest,
  FilterParser,
  MessageParser,
  PagedResultsControl,
  PresenceFilter,
  SearchEntry,
  SearchRequest,
  StatusCodeParser,
  UnbindRequest,
  type Filter,
  type MessageResponse,
} from 'ldapts';

import { entryOf, type LdapEntry } from '../entries/ldap-entry.js';
import { LdapError } from './ldap-error.js';
import { connectSecurely, nameOf, type LdapEndpoint } from './ldap-socket.js';

export interface LdapSearch {
  readonly base: string;
  /** `base`: that entry alone; `sub`: all below it as well. */
  readonly scope: 'base' | 'sub';
  /** None: every entry. A text is of the administrator; what comes from elsewhere is a Filter, in which no value is read as syntax. */
  readonly filter?: Filter | string;
  readonly attributes: readonly string[];
}

type Request = BindRequest | SearchRequest;

interface Pending {
  readonly message: Request;
  readonly entries: SearchEntry[];
  readonly settle: (outcome: MessageResponse | LdapError) => void;
}

const connectMs = 10_000;
/** For one answer: a page of a search, or a bind. */
const answerMs = 60_000;
/** Active Directory gives no more than 1000 at a time. */
const pageSize = 500;

/** What a server may answer before it is taken for one that never ends. */
export interface AnswerLimits {
  /** Of one message: an entry with all its values. A group of 100,000 members has about half of it. */
  readonly messageBytes: number;
  /** Of all answers together: a million recipients have about so much. */
  readonly bytes: number;
  /** Of one search; a page may be empty, and none need be the last. */
  readonly pages: number;
}

const usualLimits: AnswerLimits = { messageBytes: 16 * 1_048_576, bytes: 1_073_741_824, pages: 10_000 };

/** LDAP over a connection that is encrypted to a server that is known; requests may overlap. */
export class LdapConnection {
  readonly #pending = new Map<string, Pending>();
  readonly #parser = new MessageParser();
  readonly #socket: TLSSocket;
  readonly #limits: AnswerLimits;
  #lastId = 0;
  #bytes = 0;
  /** Since the last message that was whole. */
  #messageBytes = 0;
  #failure: LdapError | undefined;

  private constructor(
    socket: TLSSocket,
    readonly name: string,
    limits: AnswerLimits,
  ) {
    this.#socket = socket;
    this.#limits = limits;
    this.#parser.on('message', (message) => this.#received(message));
    this.#parser.on('error', (error) => this.#fail(`its answer cannot be read: ${error.message}`, error));
    socket.on('data', (data: Buffer) => this.#read(data));
    socket.on('error', (error: Error) => this.#fail(error.message, error));
    socket.on('close', () => this.#fail('it has closed the connection'));
  }

  static async open(endpoint: LdapEndpoint, limits: Partial<AnswerLimits> = {}): Promise<LdapConnection> {
    const socket = await connectSecurely(endpoint, connectMs);
    return new LdapConnection(socket, nameOf(endpoint), { ...usualLimits, ...limits });
  }

  /**
   * Proves who one is. An empty name or password would be no proof at all (RFC 4513 §5.1.2), and is never sent. Throws
   * LdapError.
   */
  async bind(name: string, password: string): Promise<void> {
    if (name === '' || password === '') throw new LdapError('an empty password proves nothing', { code: 49 });
    await this.#ask((messageId) => new BindRequest({ messageId, dn: name, password }));
  }

  /** All entries, page by page (RFC 2696): a page may be empty and not the last one. Throws LdapError: then it is not all. */
  async search({ base, scope, filter, attributes }: LdapSearch): Promise<readonly LdapEntry[]> {
    const found: LdapEntry[] = [];
    const wanted = typeof filter === 'string' ? FilterParser.parseString(filter) : filter;
    const paged = new PagedResultsControl({ critical: false, value: { size: pageSize } });
    let cookie: Buffer | undefined;
    let pages = 0;
    do {
      if ((pages += 1) > this.#limits.pages) throw this.#endless(`more than ${this.#limits.pages} pages`);
      paged.value = { size: pageSize, ...(cookie && { cookie }) };
      const request = {
        baseDN: base,
        scope,
        filter: wanted ?? new PresenceFilter({ attribute: 'objectClass' }),
        attributes: [...attributes],
        timeLimit: answerMs / 1000,
        ...(scope === 'sub' && { controls: [paged] }),
      };
      // A page is asked for with what the one before it said.
      // eslint-disable-next-line no-await-in-loop
      const { response, entries } = await this.#ask(
        (messageId) => new SearchRequest({ messageId, ...request }),
      );
      for (const entry of entries) found.push(entryOf(entry));
      cookie = cookieOf(response);
    } while (cookie !== undefined);
    return found;
  }

  close(): void {
    if (this.#failure === undefined) {
      this.#socket.write(new UnbindRequest({ messageId: this.#nextId() }).write());
    }
    this.#fail('the connection is closed');
  }

  async #ask(
    make: (messageId: number) => Request,
  ): Promise<{ readonly response: MessageResponse; readonly entries: readonly SearchEntry[] }> {
    if (this.#failure !== undefined) throw this.#failure;
    const message = make(this.#nextId());
    const entries: SearchEntry[] = [];
    const late = setTimeout(() => this.#fail(`no answer within ${answerMs} ms`), answerMs);
    try {
      const outcome = await new Promise<MessageResponse | LdapError>((settle) => {
        this.#pending.set(String(message.messageId), { message, entries, settle });
        this.#socket.write(message.write());
      });
      if (outcome instanceof LdapError) throw outcome;
      if (outcome.status !== 0) throw this.#refused(outcome);
      return { response: outcome, entries };
    } finally {
      clearTimeout(late);
      this.#pending.delete(String(message.messageId));
    }
  }

  /** A server that never ends fills no memory. */
  #read(data: Buffer): void {
    // What came behind the octet that was too many.
    if (this.#failure !== undefined) return;
    const { bytes, messageBytes } = this.#limits;
    this.#bytes += data.length;
    this.#messageBytes += data.length;
    this.#parser.read(data, this.#pending);
    if (this.#messageBytes > messageBytes) this.#endless(`more than ${messageBytes} octets in one message`);
    if (this.#bytes > bytes) this.#endless(`more than ${bytes} octets`);
  }

  #endless(what: string): LdapError {
    return this.#fail(`its answer has ${what}: is BaseDN, or Filter, too wide?`);
  }

  #received(message: MessageResponse): void {
    this.#messageBytes = 0;
    const pending = this.#pending.get(String(message.messageId));
    // Nobody waits for it: a notice of disconnection is followed by the end of the connection.
    if (pending === undefined) return;
    if (message instanceof SearchEntry) pending.entries.push(message);
    else if ('status' in message && !isReference(message)) pending.settle(message);
  }

  #refused(response: MessageResponse): LdapError {
    const { code, name } = StatusCodeParser.parse(response as Parameters<typeof StatusCodeParser.parse>[0]);
    const said = response.errorMessage === '' ? '' : `: ${response.errorMessage}`;
    return new LdapError(`${this.name}: ${name.replace(/Error$/, '')} (${code})${said}`, { code });
  }

  #fail(reason: string, cause?: unknown): LdapError {
    if (this.#failure !== undefined) return this.#failure;
    this.#failure = new LdapError(`${this.name}: ${reason}`, { cause });
    this.#socket.destroy();
    for (const { settle } of this.#pending.values()) settle(this.#failure);
    return this.#failure;
  }

  #nextId(): number {
    return (this.#lastId += 1);
  }
}

/** Another server has more: what is not below the base of this one is not read. */
const searchReference = 0x73;

function isReference({ protocolOperation }: MessageResponse): boolean {
  return protocolOperation === searchReference;
}

/** Undefined: it was the last page. */
function cookieOf({ controls = [] }: MessageResponse): Buffer | undefined {
  const answer = controls.find((control) => control instanceof PagedResultsControl);
  const cookie = answer?.value?.cookie;
  return cookie === undefined || cookie.length === 0 ? undefined : cookie;
}
