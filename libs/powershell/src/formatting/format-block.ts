import { Properties, PSObject, type Value } from '../values/value.js';

/** What Format-Table and its like write: lines, and the objects behind them. */
export class FormatBlock extends PSObject {
  constructor(
    readonly lines: (width: number) => string[],
    /** With the properties that were asked for. */
    readonly objects: readonly Value[],
  ) {
    super(new Properties(), { typeNames: ['Microsoft.PowerShell.Commands.Internal.Format.FormatStartData'] });
  }
}
