export { ClixmlError, readClixml } from './clixml/read-clixml.js';
export { writeClixml } from './clixml/write-clixml.js';
export { everydayCommands } from './commands/index.js';
export { FormatBlock } from './formatting/format-block.js';
export { formattedLines } from './formatting/format-output.js';
export { displayWidth, harmless } from './formatting/width.js';
export { wildcard } from './operators/wildcard.js';
export { BindingError } from './pipeline/binding-error.js';
export { bind, bindInput, parameterNamed } from './pipeline/bind.js';
export {
  CommandTable,
  type CommandDefinition,
  type Frame,
  type Invocation,
  type ParameterDefinition,
  type ParameterType,
  type ShellState,
} from './pipeline/command.js';
export { commonParameters, isVerbose } from './pipeline/common-parameters.js';
export { Confirmation, isWhatIf } from './pipeline/confirmation.js';
export { ErrorRecord, TerminatingError, type ErrorDetails } from './pipeline/error-record.js';
export type { Answer, Host, Question } from './pipeline/host.js';
export { forEachInput, inputOf } from './pipeline/input.js';
export { Shell } from './pipeline/shell.js';
export type { CommandInProgress } from './syntax/command-in-progress.js';
export { ParseError } from './syntax/parse-error.js';
export { commandInProgress, parse } from './syntax/parse.js';
export { ConversionError } from './values/convert.js';
export { gathered } from './values/gathered.js';
export { fromJson, toJson } from './values/json.js';
export { memberNames, memberOf } from './values/members.js';
export { textOf } from './values/text.js';
export { parseTimeSpan } from './values/time-span.js';
export {
  ByteSize,
  Credential,
  Hashtable,
  isList,
  itemsOf,
  NamedValue,
  Properties,
  PSObject,
  ScriptBlock,
  SecureString,
  TimeSpan,
  type Value,
} from './values/value.js';
