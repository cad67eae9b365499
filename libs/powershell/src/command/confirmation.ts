import { textOf } from '../values/text.js';
import type { Invocation } from './command.js';
import { TerminatingError } from '../errors/error-record.js';
import type { Question } from './host.js';

/** Asks before a command acts, by -Confirm and `$ConfirmPreference`; `Yes to All` is for the rest of the command. */
export class Confirmation {
  private standing: boolean | undefined;

  constructor(private readonly invocation: Invocation) {}

  /** Whether to go on. What is dangerous is asked for even where the command itself does not confirm. */
  async allows(question: Question): Promise<boolean> {
    const { isDangerous = false } = question;
    if (!isDangerous && !this.asks()) return true;
    if (!isDangerous && this.standing !== undefined) return this.standing;
    const answer = await this.invocation.frame.state.host.confirm(question);
    if (answer === undefined) throw nobodyToAsk(question, isDangerous ? '-Force' : '-Confirm:$false');
    if (answer.endsWith('ToAll')) this.standing = answer.startsWith('yes');
    return answer.startsWith('yes');
  }

  private asks(): boolean {
    const { definition, parameters, frame } = this.invocation;
    const given = parameters.get('Confirm');
    if (given !== undefined) return given === true;
    const preference = textOf(frame.scope.get('ConfirmPreference') ?? null).toLowerCase();
    if (preference === 'none') return false;
    return definition.confirms === true || (definition.changes === true && preference !== 'high');
  }
}

function nobodyToAsk({ message }: Question, cure: string): TerminatingError {
  return new TerminatingError(
    `${message} There is nobody who can be asked: add ${cure} where this is meant.`,
    {
      type: 'HostException',
      category: 'InvalidOperation',
    },
  );
}

/** -WhatIf, or `$WhatIfPreference`. */
export function isWhatIf({ parameters, frame }: Invocation): boolean {
  return (parameters.get('WhatIf') ?? frame.scope.get('WhatIfPreference')) === true;
}
