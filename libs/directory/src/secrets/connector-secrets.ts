import {
  keyIdOf,
  PeriodicTask,
  type Degradations,
  type OpenedSecret,
  type SecretKeys,
} from '@mailyard/service';

import {
  sealedParameters,
  secretPlace,
  type SealedParameter,
} from '../kinds/send-connectors/parameters/credential-parameters.js';
import type { SendConnector } from '../kinds/send-connectors/send-connector.js';
import type { Directory } from '../redis/directory.js';

export interface ConnectorSecretsOptions {
  readonly keys: SecretKeys;
  readonly directory: Directory;
  readonly degradations: Degradations;
}

const code = 'secret-not-opened';
const watchMs = 5_000;

/** The secrets of Send connectors, for a hub that signs in with them; it says of itself which it cannot open. */
export class ConnectorSecrets {
  readonly #options: ConnectorSecretsOptions;
  readonly #looks: PeriodicTask;
  #unfollow: (() => void) | undefined;

  constructor(options: ConnectorSecretsOptions) {
    this.#options = options;
    this.#looks = new PeriodicTask(
      () => this.#look(),
      (error) =>
        options.degradations.enter({ code, subject: options.keys.file, reason: (error as Error).message }),
    );
  }

  /** The password of AuthenticationCredential. */
  password(connector: SendConnector): Promise<OpenedSecret> {
    return this.#open(connector, 'SealedPassword');
  }

  /** The secret of the OAuth client. */
  clientSecret(connector: SendConnector): Promise<OpenedSecret> {
    return this.#open(connector, 'SealedClientSecret');
  }

  start(): void {
    this.#unfollow = this.#options.directory.onChange(() => void this.#looks.now());
    this.#looks.start(watchMs);
    void this.#looks.now();
  }

  async stop(): Promise<void> {
    this.#unfollow?.();
    await this.#looks.stop();
  }

  async #open(connector: SendConnector, parameter: SealedParameter): Promise<OpenedSecret> {
    const sealed = connector[parameter];
    if (sealed === undefined) return { kind: 'closed', reason: `${connector.Name} has none` };
    try {
      return await this.#options.keys.open(sealed, secretPlace(connector.Guid, parameter));
    } catch (error) {
      // A file that cannot be read, or is broken.
      return { kind: 'closed', reason: (error as Error).message };
    }
  }

  async #look(): Promise<void> {
    const { directory, degradations } = this.#options;
    const used = directory.organization.sendConnectors.filter(({ Enabled }) => Enabled);
    const reasons = await Promise.all(used.map((connector) => this.#problem(connector)));
    const found = used.flatMap(({ Name: subject }, index) => {
      const reason = reasons[index];
      return reason === undefined ? [] : [{ code, subject, reason }];
    });
    degradations.found([code], found);
  }

  async #problem(connector: SendConnector): Promise<string | undefined> {
    const { keys } = this.#options;
    for (const parameter of sealedParameters) {
      const sealed = connector[parameter];
      if (sealed === undefined) continue;
      // There are two of them.
      // eslint-disable-next-line no-await-in-loop
      const opened = await this.#open(connector, parameter);
      if (opened.kind === 'closed') return `its secret cannot be opened, and mail waits: ${opened.reason}`;
      const id = keyIdOf(sealed) ?? '';
      // eslint-disable-next-line no-await-in-loop
      if (!(await keys.has(id))) return `the key ${id} of its secret is not in ${keys.file} any more`;
    }
    return undefined;
  }
}
