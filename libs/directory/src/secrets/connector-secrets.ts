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
  type SealedKind,
  type SealedParameter,
  type WithSecrets,
} from '../kinds/send-connectors/parameters/credential-parameters.js';
import type { DeliveryAgentConnector } from '../kinds/delivery-agent-connectors/delivery-agent-connector.js';
import type { SendConnector } from '../kinds/send-connectors/send-connector.js';
import type { Directory } from '../redis/directory.js';

export interface ConnectorSecretsOptions {
  readonly keys: SecretKeys;
  readonly directory: Directory;
  readonly degradations: Degradations;
}

const code = 'secret-not-opened';
const watchMs = 5_000;

type SealedConnector = WithSecrets & Pick<SendConnector, 'Guid' | 'Name'>;

/** The secrets of connectors, for a hub that signs in with them; it says of itself which it cannot open. */
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

  /** The same of a Delivery Agent connector. */
  agentPassword(connector: DeliveryAgentConnector): Promise<OpenedSecret> {
    return this.#open(connector, 'SealedPassword', 'DeliveryAgentConnectors');
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

  async #open(
    connector: SealedConnector,
    parameter: SealedParameter,
    kind: SealedKind = 'SendConnectors',
  ): Promise<OpenedSecret> {
    const sealed = connector[parameter];
    if (sealed === undefined) return { kind: 'closed', reason: `${connector.Name} has none` };
    try {
      return await this.#options.keys.open(sealed, secretPlace(connector.Guid, parameter, kind));
    } catch (error) {
      // A file that cannot be read, or is broken.
      return { kind: 'closed', reason: (error as Error).message };
    }
  }

  async #look(): Promise<void> {
    const { directory, degradations } = this.#options;
    const { sendConnectors, deliveryAgentConnectors } = directory.organization;
    const used = [
      ...sendConnectors.map((connector) => ({ connector, kind: 'SendConnectors' as const })),
      ...deliveryAgentConnectors.map((connector) => ({
        connector,
        kind: 'DeliveryAgentConnectors' as const,
      })),
    ].filter(({ connector: { Enabled } }) => Enabled);
    const reasons = await Promise.all(used.map(({ connector, kind }) => this.#problem(connector, kind)));
    const found = used.flatMap(({ connector: { Name: subject } }, index) => {
      const reason = reasons[index];
      return reason === undefined ? [] : [{ code, subject, reason }];
    });
    degradations.found([code], found);
  }

  async #problem(connector: SealedConnector, kind: SealedKind): Promise<string | undefined> {
    const { keys } = this.#options;
    for (const parameter of sealedParameters) {
      const sealed = connector[parameter];
      if (sealed === undefined) continue;
      // There are two of them.
      // eslint-disable-next-line no-await-in-loop
      const opened = await this.#open(connector, parameter, kind);
      if (opened.kind === 'closed') return `its secret cannot be opened, and mail waits: ${opened.reason}`;
      const id = keyIdOf(sealed) ?? '';
      // eslint-disable-next-line no-await-in-loop
      if (!(await keys.has(id))) return `the key ${id} of its secret is not in ${keys.file} any more`;
    }
    return undefined;
  }
}
