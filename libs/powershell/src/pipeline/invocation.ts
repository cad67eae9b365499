import { bindInput } from '../binding/bind.js';
import type { Frame, Invocation, Streams } from '../command/command.js';
import { type Action, actionOf } from '../command/common-parameters.js';
import { keep, recordOf, report } from '../command/errors.js';
import { setVariable } from '../command/variables.js';
import { ErrorRecord, ScriptStopped, StatementEnded } from '../errors/error-record.js';
import type { Place } from '../syntax/ast.js';
import { textOf } from '../values/text.js';
import { itemsOf, type Properties, type Value } from '../values/value.js';

type Opened = Pick<Invocation, 'definition' | 'parameters' | 'input' | 'frame'> & { readonly place: Place };

/** A command with its parameters, whose errors and notes do what the common parameters say. */
export function invocationOf(opened: Opened): Invocation {
  const { definition, parameters, input, frame, place } = opened;
  clearVariables(parameters, frame);
  const inquiry = new Inquiry(frame);
  const inner: Frame = { ...frame, streams: streamsOf(opened, inquiry) };
  return {
    definition,
    parameters,
    input,
    frame: inner,
    bindInput: (item) => bindInput(definition, parameters, item),
    writeError: async (error) => {
      // What ends more than this object is not for -ErrorAction.
      if (error instanceof ScriptStopped || error instanceof StatementEnded) throw error;
      const record = recordOf(error, { command: definition.name, place });
      append(parameters, { name: 'ErrorVariable', value: record }, frame);
      await tellByAction(record, {
        frame: inner,
        inquiry,
        action: actionOf('Error', parameters, frame.scope),
      });
    },
  };
}

/** An error of a command that goes on, by its -ErrorAction. */
async function tellByAction(
  record: ErrorRecord,
  { frame, action, inquiry }: { readonly frame: Frame; readonly action: Action; readonly inquiry: Inquiry },
): Promise<void> {
  switch (action) {
    case 'ignore':
      return;
    case 'silentlycontinue':
      keep(record, frame);
      return;
    case 'continue':
      report(record, frame);
      return;
    case 'inquire':
      report(record, frame);
      await inquiry.goesOn(record.message);
      return;
    case 'stop':
      throw new ScriptStopped(record);
  }
}

/** `Inquire`: whether to go on is asked; `Yes to All` is for the rest of the command. */
class Inquiry {
  private isForAll = false;

  constructor(private readonly frame: Frame) {}

  async goesOn(message: string): Promise<void> {
    if (this.isForAll) return;
    const question = { caption: 'Confirm', message: `${message}\nContinue with this operation?` };
    const answer = await this.frame.state.host.confirm(question);
    if (answer?.startsWith('yes') === true) {
      this.isForAll = answer === 'yesToAll';
      return;
    }
    const reason =
      answer === undefined
        ? 'There is nobody who can be asked whether to go on: name another action than Inquire.'
        : 'The running command stopped because the user selected the Stop option.';
    throw new ScriptStopped(new ErrorRecord(reason, { type: 'ActionPreferenceStopException' }));
  }
}

const preferred = { warning: 'Warning', information: 'Information' } as const;

function streamsOf({ parameters, frame }: Opened, inquiry: Inquiry): Streams {
  return {
    error: (record) => frame.streams.error(record),
    note: async (kind, text) => {
      if (kind === 'verbose') {
        await frame.streams.note(kind, text);
        return;
      }
      append(parameters, { name: `${preferred[kind]}Variable`, value: text }, frame);
      const action = actionOf(preferred[kind], parameters, frame.scope);
      if (action === 'silentlycontinue' || action === 'ignore') return;
      await frame.streams.note(kind, text);
      if (action === 'inquire') await inquiry.goesOn(text);
      if (action === 'stop') {
        throw new ScriptStopped(new ErrorRecord(text, { type: 'ActionPreferenceStopException' }));
      }
    },
    say: (text, style) => {
      append(parameters, { name: 'InformationVariable', value: text }, frame);
      if (!/^ignore$/i.test(textOf(parameters.get('InformationAction') ?? null))) {
        frame.streams.say(text, style);
      }
    },
  };
}

/** What a command has written, for -OutVariable and -PipelineVariable. */
export function noteOutput(value: Value, parameters: Properties, frame: Frame): void {
  append(parameters, { name: 'OutVariable', value }, frame);
  const current = parameters.get('PipelineVariable');
  if (current !== undefined) setVariable(textOf(current), value, frame.scope);
}

const collecting = ['ErrorVariable', 'WarningVariable', 'InformationVariable', 'OutVariable'] as const;

/** They begin empty, unless their name has a `+`. */
function clearVariables(parameters: Properties, { scope }: Frame): void {
  for (const name of collecting) {
    const variable = textOf(parameters.get(name) ?? null);
    if (variable !== '' && !variable.startsWith('+')) setVariable(variable, [], scope);
  }
}

function append(
  parameters: Properties,
  { name, value }: { readonly name: (typeof collecting)[number]; readonly value: Value },
  { scope }: Frame,
): void {
  const variable = textOf(parameters.get(name) ?? null).replace(/^\+/, '');
  if (variable === '') return;
  const before = itemsOf(scope.get(variable) ?? null);
  setVariable(variable, [...before, value], scope);
}
