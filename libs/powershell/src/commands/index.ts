import type { CommandDefinition } from '../command/command.js';
import { exportClixml, importClixml } from './data/clixml-commands.js';
import { convertFromCsv, convertToCsv, exportCsv, importCsv } from './data/csv-commands.js';
import { convertToHtml } from './data/html-command.js';
import { convertFromJson, convertToJson } from './data/json-commands.js';
import { getCommand, getHelp, getMember } from './discovery/discovery-commands.js';
import { withExamples } from './examples.js';
import { addContent, getContent, setContent } from './files/content-commands.js';
import { joinPath, splitPath, testPath } from './files/path-commands.js';
import { selectString } from './files/select-string.js';
import { addMember } from './objects/add-member.js';
import { compareObject } from './objects/compare-object.js';
import { forEachObject } from './objects/for-each-object.js';
import { groupObject } from './objects/group-object.js';
import { measureObject } from './objects/measure-object.js';
import { selectObject } from './objects/select-object.js';
import { sortObject } from './objects/sort-object.js';
import { teeObject } from './objects/tee-object.js';
import { whereObject } from './objects/where-object.js';
import { formatList, formatTable } from './output/format-commands.js';
import * as output from './output/output-commands.js';
import { getDate, newTimeSpan } from './session/date-commands.js';
import { convertToSecureString, newObject, readHost } from './session/secret-commands.js';
import { setVariableCommand } from './session/set-variable.js';
import { startSleep } from './session/sleep-command.js';
import { getCredential, getVariable } from './session/variable-commands.js';

const commands: readonly CommandDefinition[] = [
  addContent,
  addMember,
  compareObject,
  convertFromCsv,
  convertFromJson,
  convertToCsv,
  convertToHtml,
  convertToJson,
  convertToSecureString,
  exportClixml,
  exportCsv,
  forEachObject,
  formatList,
  formatTable,
  getCommand,
  getContent,
  getCredential,
  getDate,
  getHelp,
  getMember,
  getVariable,
  groupObject,
  importClixml,
  importCsv,
  joinPath,
  measureObject,
  newObject,
  newTimeSpan,
  output.outDefault,
  output.outFile,
  output.outNull,
  output.outString,
  output.writeError,
  output.writeHost,
  output.writeInformation,
  output.writeOutput,
  output.writeVerbose,
  output.writeWarning,
  readHost,
  selectObject,
  selectString,
  setContent,
  setVariableCommand,
  sortObject,
  splitPath,
  startSleep,
  teeObject,
  testPath,
  whereObject,
];

/** The commands that every shell has. */
export const everydayCommands: readonly CommandDefinition[] = commands.map(withExamples);
