import { FieldError, Label, Radio, RadioGroup, Text } from 'react-aria-components';

import type { Option } from './select.js';
import type { FieldProps } from './text-field.js';

export interface Choice extends Option<string> {
  readonly isDisabled?: boolean;
  /** It belongs to the one before it. */
  readonly isIndented?: boolean;
}

export interface RadiosProps extends FieldProps {
  readonly value: string;
  readonly options: readonly Choice[];
  readonly onChange: (value: string) => void;
}

/** One of several, all of them in sight. */
export function Radios({ label, description, error, options, autoFocus = false, ...props }: RadiosProps) {
  return (
    <RadioGroup className="field" isInvalid={error !== undefined} {...props}>
      <Label className="label">{label}</Label>
      {options.map((option) => (
        <Radio
          key={option.value}
          value={option.value}
          className="radio"
          isDisabled={option.isDisabled === true}
          autoFocus={autoFocus && option.value === props.value}
        >
          <span className="dot" />
          <span>
            {option.label}
            {option.description !== undefined && <span className="description">{option.description}</span>}
          </span>
        </Radio>
      ))}
      {description !== undefined && (
        <Text slot="description" className="description">
          {description}
        </Text>
      )}
      <FieldError className="error">{error}</FieldError>
    </RadioGroup>
  );
}
