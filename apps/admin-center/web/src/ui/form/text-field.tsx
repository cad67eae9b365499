import { FieldError, Input, Label, Text, TextArea, TextField as AriaTextField } from 'react-aria-components';

export interface FieldProps {
  readonly label: string;
  readonly description?: string;
  /** What is wrong with the value: shown at the field, and read with it. */
  readonly error?: string | undefined;
  readonly isDisabled?: boolean;
  readonly autoFocus?: boolean;
}

export interface TextFieldProps extends FieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onBlur?: () => void;
  readonly type?: 'text' | 'password' | 'email' | 'number';
  readonly isMultiline?: boolean;
  readonly placeholder?: string;
  readonly autoComplete?: string;
}

export function TextField(props: TextFieldProps) {
  const {
    label,
    description,
    error,
    isMultiline = false,
    placeholder = '',
    autoComplete = 'off',
    ...field
  } = props;
  return (
    <AriaTextField className="field" isInvalid={error !== undefined} autoComplete={autoComplete} {...field}>
      <Label className="label">{label}</Label>
      {isMultiline ? (
        <TextArea className="input" rows={4} placeholder={placeholder} />
      ) : (
        <Input className="input" placeholder={placeholder} />
      )}
      {description !== undefined && (
        <Text className="description" slot="description">
          {description}
        </Text>
      )}
      <FieldError className="error">
        <span aria-hidden="true">▲</span>
        {error}
      </FieldError>
    </AriaTextField>
  );
}
