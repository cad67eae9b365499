/** A header field as agents see it, unfolded. */
export interface AgentField {
  readonly name: string;
  readonly value: string;
}
