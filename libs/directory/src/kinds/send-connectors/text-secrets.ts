import type { SecretKeys } from '@mailyard/service';

export interface TextSecretsOptions {
  /** The value of an environment variable. */
  readonly valueOf: (variable: string) => string | undefined;
  /** Not there: nothing can be sealed. */
  readonly keys?: Pick<SecretKeys, 'ensure' | 'exist' | 'file' | 'open' | 'seal'> | undefined;
  /** Whether the organization has secrets already: then their keys exist somewhere, and new ones must not be made. */
  readonly hasSecrets: boolean;
}

/** The secrets that a text’s Send connectors refer to, sealed. */
export class TextSecrets {
  constructor(private readonly options: TextSecretsOptions) {}

  /**
   * The variable’s value, sealed for the place. What is there already stays when it is the same, when none is named, and
   * when the variable is not set.
   */
  async sealed(
    variable: string | null | undefined,
    place: string,
    known: string | undefined,
  ): Promise<string | undefined> {
    const given = variable ? this.options.valueOf(variable) : undefined;
    if (given === undefined) return known;
    const keys = await this.#keys();
    const opened = known === undefined ? undefined : await keys.open(known, place);
    return opened?.kind === 'opened' && opened.secret === given ? known : keys.seal(given, place);
  }

  async #keys() {
    const { keys, hasSecrets } = this.options;
    if (keys === undefined) throw new Error('secrets cannot be sealed here: there is no key');
    if (hasSecrets && !(await keys.exist())) {
      throw new Error(
        `there is no ${keys.file}, but the organization has secrets that were sealed with it: is a volume not mounted? ` +
          'If it is lost, secrets rotate makes a new one, and every password must be given anew',
      );
    }
    await keys.ensure();
    return keys;
  }
}
