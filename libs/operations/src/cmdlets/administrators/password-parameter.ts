import { parameter, type CmdletParameter } from '../cmdlet.js';

export function passwordParameter(name: string): CmdletParameter {
  return parameter(name, 'A credential, or the text.', { type: 'credential' });
}
