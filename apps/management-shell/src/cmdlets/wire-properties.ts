import { Properties, type Value } from '@mailyard/powershell';

import { fromWire } from './wire.js';

type Wire = Readonly<Record<string, unknown>>;

/**
 * Properties as the API tells them. Of thousands of objects a table shows three of seventy: one is converted when it is
 * asked for by its name, and all of them when somebody needs more than that.
 */
export class WireProperties extends Properties {
  private wire: Wire | undefined;

  constructor(wire: Wire) {
    super();
    this.wire = wire;
  }

  override get size(): number {
    return this.wire === undefined ? super.size : Object.keys(this.wire).length;
  }

  override has(name: string): boolean {
    return (this.wire !== undefined && Object.hasOwn(this.wire, name)) || this.converted().hasOwn(name);
  }

  override get(name: string): Value | undefined {
    if (this.wire !== undefined && Object.hasOwn(this.wire, name)) return fromWire(this.wire[name]);
    return this.converted().getOwn(name);
  }

  override set(name: string, value: Value): void {
    this.converted();
    super.set(name, value);
  }

  override delete(name: string): void {
    this.converted();
    super.delete(name);
  }

  override names(): string[] {
    return this.wire === undefined ? super.names() : Object.keys(this.wire);
  }

  override entries(): (readonly [string, Value])[] {
    this.converted();
    return super.entries();
  }

  private hasOwn(name: string): boolean {
    return super.has(name);
  }

  private getOwn(name: string): Value | undefined {
    return super.get(name);
  }

  private converted(): this {
    const { wire } = this;
    if (wire === undefined) return this;
    this.wire = undefined;
    for (const [name, value] of Object.entries(wire)) super.set(name, fromWire(value));
    return this;
  }
}
