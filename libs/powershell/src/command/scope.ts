import { Properties, type Value } from '../values/value.js';

/** Variables of a session or function: those of whoever called it are seen, and what is set is its own. */
export class Scope {
  readonly own = new Properties();

  constructor(private readonly caller?: Scope) {}

  get(name: string): Value | undefined {
    return this.own.get(name) ?? this.caller?.get(name);
  }

  set(name: string, value: Value): void {
    this.own.set(name, value);
  }

  /** The session's. */
  get global(): Scope {
    return this.caller?.global ?? this;
  }

  /** All that are seen from here. */
  visible(): Properties {
    return new Properties([...(this.caller?.visible().entries() ?? []), ...this.own.entries()]);
  }
}
