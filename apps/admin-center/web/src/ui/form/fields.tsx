import type { ReactNode } from 'react';
import { CheckboxGroup, FieldError, Label } from 'react-aria-components';

import type { Wrong } from '../../api/index.js';
import { Check } from '../field/check.js';
import { fieldOf } from './state/form-state.js';
import { Radios, type Choice } from '../field/radios.js';
import { Select, type Option } from '../field/select.js';
import { TextField } from '../field/text-field.js';
import { useFormPlace, type Form } from './state/use-form.js';
import { textOf } from './state/values.js';

export interface FieldOf {
  /** The parameter. */
  readonly name: string;
  readonly label: string;
  readonly description?: ReactNode;
  readonly isDisabled?: boolean;
}

interface Field {
  readonly form: Form;
  readonly value: unknown;
  readonly error: ReactNode;
  readonly leave: () => void;
}

/** What a parameter is now, and what is wrong with it once that is to be told. */
export function useField(name: string): Field {
  const { form, page } = useFormPlace();
  const { checked, told } = form.state;
  const wrongs = told.has(name) ? checked.wrongs.filter((wrong) => fieldOf(wrong, page) === name) : [];
  return {
    form,
    value: form.values[name],
    error: wrongs.length === 0 ? undefined : <WrongText wrongs={wrongs} />,
    leave: () => form.dispatch({ type: 'left', field: name }),
  };
}

/** Small beneath it: the parameter, and the rule. */
function WrongText({ wrongs }: { readonly wrongs: readonly Wrong[] }) {
  return (
    <span>
      {wrongs.map(({ detail, parameter, rule }) => (
        <span key={detail} className="wrong">
          {detail}{' '}
          <span className="dim">{[parameter, rule].filter((each) => each !== undefined).join(' · ')}</span>
        </span>
      ))}
    </span>
  );
}

export interface FormTextProps extends FieldOf {
  readonly type?: 'text' | 'password';
  readonly isMultiline?: boolean;
  readonly placeholder?: string;
  readonly autoComplete?: string;
  /** Between what is typed and what is kept: `36` MB and 37748736. */
  readonly shown?: (value: unknown) => string;
  readonly kept?: (text: string) => unknown;
}

export function FormText({ name, shown = textOf, kept = (text) => text, ...props }: FormTextProps) {
  const { form, value, error, leave } = useField(name);
  return (
    <TextField
      {...props}
      value={shown(value)}
      onChange={(text) => form.set({ [name]: kept(text) })}
      onBlur={leave}
      error={error}
    />
  );
}

export interface FormSelectProps<Value extends string> extends FieldOf {
  readonly options: readonly Option<Value>[];
  /** What follows from the choice, beside the choice itself. */
  readonly onChosen?: (value: Value) => void;
}

export function FormSelect<Value extends string>({
  name,
  options,
  onChosen,
  ...props
}: FormSelectProps<Value>) {
  const { form, value, error } = useField(name);
  return (
    <Select
      {...props}
      value={textOf(value) as Value}
      options={options}
      onChange={(chosen) => {
        form.set({ [name]: chosen });
        onChosen?.(chosen);
      }}
      error={error}
    />
  );
}

export function FormCheck({ name, label, description, isDisabled = false }: FieldOf) {
  const { form, value, error } = useField(name);
  return (
    <div className="field">
      <Check
        label={label}
        isSelected={value === true}
        isDisabled={isDisabled}
        onChange={(isSelected) => form.set({ [name]: isSelected })}
      />
      {description !== undefined && <span className="description indent">{description}</span>}
      {error !== undefined && <span className="error indent">{error}</span>}
    </div>
  );
}

/** One of several, all of them in sight. */
export interface FormRadiosProps extends FieldOf {
  readonly options: readonly Choice[];
  /** What follows from the choice, beside the choice itself. */
  readonly onChosen?: (value: string) => void;
}

export function FormRadios({ name, onChosen, ...props }: FormRadiosProps) {
  const { form, value, error } = useField(name);
  return (
    <Radios
      {...props}
      value={textOf(value)}
      error={error}
      onChange={(chosen) => {
        form.set({ [name]: chosen });
        onChosen?.(chosen);
      }}
    />
  );
}

export interface FormChecksProps extends FieldOf {
  readonly options: readonly Choice[];
}

/** Several of several: flags of one parameter. */
export function FormChecks({ name, label, options }: FormChecksProps) {
  const { form, value, error } = useField(name);
  return (
    <CheckboxGroup
      className="field"
      value={listOf(value)}
      isInvalid={error !== undefined}
      onChange={(chosen) => {
        form.set({ [name]: chosen });
        // What does not go together is told at once: there is no leaving of a group of boxes.
        form.dispatch({ type: 'left', field: name });
      }}
    >
      <Label className="label">{label}</Label>
      {options.map(({ value: each, label: text, isDisabled = false, isIndented = false }) => (
        <div key={each} className={isIndented ? 'indent' : undefined}>
          <Check value={each} label={text} isDisabled={isDisabled} />
        </div>
      ))}
      <FieldError className="error">{error}</FieldError>
    </CheckboxGroup>
  );
}

export function listOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
