/** How many sessions each Receive connector has in this process. */
export class InboundConnections {
  readonly #counts = new Map<string, number>();

  /** False: the connector has as many as it may have (MaxInboundConnection), and this one is not counted. */
  enter(connectorGuid: string, max: number | 'Unlimited'): boolean {
    const count = this.#counts.get(connectorGuid) ?? 0;
    if (max !== 'Unlimited' && count >= max) return false;
    this.#counts.set(connectorGuid, count + 1);
    return true;
  }

  leave(connectorGuid: string): void {
    const left = (this.#counts.get(connectorGuid) ?? 0) - 1;
    if (left > 0) this.#counts.set(connectorGuid, left);
    else this.#counts.delete(connectorGuid);
  }

  count(connectorGuid: string): number {
    return this.#counts.get(connectorGuid) ?? 0;
  }
}
