/** Parameters that are not there, for one reason. */
export interface RefusedParameters {
  /** With a blank between them. */
  readonly cmdlets: string;
  readonly names: string;
  /** A clause that ends the sentence `NAME is not there: …`. */
  readonly reason: string;
}
