import type { SignIns } from '../sign-ins.js';
import type { ApiTokens } from './tokens/redis-api-tokens.js';
import type { SendScope } from './tokens/send-scope.js';

/** How applications show who they are: by a token that is for sending alone. */
export class ApplicationSignIn {
  constructor(
    private readonly tokens: ApiTokens,
    private readonly signIns: SignIns,
  ) {}

  /** What the application with that token may send; undefined: it is none of these. Throws SignInPostponed. */
  async withToken(value: string, address: string): Promise<SendScope | undefined> {
    const token = await this.tokens.use(value, address);
    // One that is for something else is no guess.
    if (token !== undefined) return token.send;
    const attempt = { account: '', principalName: undefined, mechanism: 'Bearer', address };
    this.signIns.checkLimits(attempt);
    this.signIns.failed(attempt, 'bad token');
    return undefined;
  }
}
