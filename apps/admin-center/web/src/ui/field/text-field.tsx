import type { ClipboardEvent, ReactNode } from 'react';
import { FieldError, Input, Label, Text, TextArea, TextField as AriaTextField } from 'react-aria-components';

export interface FieldProps {
  readonly label: string;
  readonly description?: ReactNode;
  /** What is wrong with the value: shown at the field, and read with it. */
  readonly error?: ReactNode;
  readonly isDisabled?: boolean;
  readonly autoFocus?: boolean;
  readonly onBlur?: () => void;
}

export interface TextFieldProps extends FieldProps {
  /** In a form that the browser sends. */
  readonly name?: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** What several lines become that are pasted into the one. */
  readonly onPaste?: (text: string) => void;
  readonly type?: 'text' | 'password' | 'email' | 'number';
  readonly isMultiline?: boolean;
  readonly isReadOnly?: boolean;
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
    onPaste,
    ...field
  } = props;
  return (
    <AriaTextField className="field" isInvalid={error !== undefined} autoComplete={autoComplete} {...field}>
      <Label className="label">{label}</Label>
      {isMultiline ? (
        <TextArea className="input" rows={4} placeholder={placeholder} />
      ) : (
        <Input
          className="input"
          placeholder={placeholder}
          {...(onPaste && { onPaste: (event) => pasteLines(event, onPaste) })}
        />
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

function pasteLines(event: ClipboardEvent, onPaste: (text: string) => void): void {
  const text = event.clipboardData.getData('text');
  if (!text.trim().includes('\n')) return;
  event.preventDefault();
  onPaste(text);
}
