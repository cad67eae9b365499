export { cmdletNamed, cmdlets } from './all-cmdlets.js';
export type { Cmdlet, CmdletParameter, Order } from './cmdlet.js';
export { cmdletCatalogue, type CmdletCatalogue } from './catalogue.js';
export { powershellManifest, powershellModule } from './powershell-module.js';
export { ParameterError } from './binding/parameter-error.js';
export { runCmdlet, type CmdletRequest, type CmdletResult } from './run-cmdlet.js';
