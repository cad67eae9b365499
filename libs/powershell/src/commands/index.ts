import type { CommandDefinition } from '../command/command.js';
import {
  addContent,
  convertFromCsv,
  convertFromJson,
  convertToCsv,
  convertToJson,
  exportClixml,
  exportCsv,
  getContent,
  importClixml,
  importCsv,
  setContent,
} from './data/data-commands.js';
import { getDate, newTimeSpan } from './session/date-commands.js';
import { getCommand, getHelp, getMember } from './discovery/discovery-commands.js';
import { forEachObject } from './objects/for-each-object.js';
import { formatList, formatTable } from './output/format-commands.js';
import { groupObject } from './objects/group-object.js';
import { measureObject } from './objects/measure-object.js';
import {
  outDefault,
  outFile,
  outNull,
  outString,
  writeError,
  writeHost,
  writeOutput,
  writeVerbose,
  writeWarning,
} from './output/output-commands.js';
import { convertToSecureString, newObject, readHost } from './session/secret-commands.js';
import { selectObject } from './objects/select-object.js';
import { sortObject } from './objects/sort-object.js';
import { getCredential, getVariable } from './session/variable-commands.js';
import { whereObject } from './objects/where-object.js';

/** The commands that every shell has. */
export const everydayCommands: readonly CommandDefinition[] = [
  addContent,
  convertFromCsv,
  convertFromJson,
  convertToCsv,
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
  measureObject,
  newObject,
  newTimeSpan,
  outDefault,
  outFile,
  outNull,
  outString,
  readHost,
  selectObject,
  setContent,
  sortObject,
  whereObject,
  writeError,
  writeHost,
  writeOutput,
  writeVerbose,
  writeWarning,
];
