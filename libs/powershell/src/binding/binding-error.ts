import type { ParameterDefinition } from '../command/command.js';
import { TerminatingError } from '../errors/error-record.js';

/** A command line that does not fit its command; the parameter is named where it is one. */
export class BindingError extends TerminatingError {
  constructor(message: string, parameter?: ParameterDefinition) {
    super(message, {
      type: 'ParameterBindingException',
      category: 'InvalidArgument',
      properties: parameter === undefined ? [] : [['Parameter', parameter.name]],
    });
  }
}
