import type { CommandDefinition } from '../pipeline/command.js';
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
} from './data-commands.js';
import { getDate, newTimeSpan } from './date-commands.js';
import { getCommand, getHelp, getMember } from './discovery-commands.js';
import { forEachObject } from './for-each-object.js';
import { formatList, formatTable } from './format-commands.js';
import { groupObject } from './group-object.js';
import { measureObject } from './measure-object.js';
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
} from './output-commands.js';
import { convertToSecureString, newObject, readHost } from './secret-commands.js';
import { selectObject } from './select-object.js';
import { sortObject } from './sort-object.js';
import { getCredential, getVariable } from './variable-commands.js';
import { whereObject } from './where-object.js';

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
