export { ClixmlError, readClixml } from './clixml/read-clixml.js';
export { writeClixml } from './clixml/write-clixml.js';
export { parseCsv } from './commands/data/csv.js';
export { everydayCommands } from './commands/index.js';
export { FormatBlock } from './formatting/format-block.js';
export { formattedLines, OutputFormatter } from './formatting/output-formatter.js';
export { displayWidth, harmless } from './formatting/width.js';
export { wildcard } from './operators/wildcard.js';
export { BindingError } from './binding/binding-error.js';
export { bind, bindInput, parameterNamed } from './binding/bind.js';
export {
  CommandTable,
  type CommandDefinition,
  type Frame,
  type Invocation,
  type ParameterDefinition,
  type ParameterType,
  type ShellState,
} from './command/command.js';
export { commonParameters, isVerbose } from './command/common-parameters.js';
export { Confirmation, isWhatIf } from './command/confirmation.js';
export { ErrorRecord, TerminatingError, type ErrorDetails } from './errors/error-record.js';
export type { Answer, Host, NoteKind, Question } from './command/host.js';
export { forEachInput, inputOf } from './command/input.js';
export { Shell } from './runtime/shell.js';
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
