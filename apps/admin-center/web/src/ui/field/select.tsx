import {
  Button,
  FieldError,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Select as AriaSelect,
  SelectValue,
  Text,
} from 'react-aria-components';

import { Icon } from '../look/icon.js';
import type { FieldProps } from './text-field.js';

export interface Option<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly description?: string;
}

export interface SelectProps<Value extends string> extends FieldProps {
  readonly value: Value;
  readonly options: readonly Option<Value>[];
  readonly onChange: (value: Value) => void;
  /** Label and value on one line, as in toolbars. */
  readonly isInline?: boolean;
  /** What stands around it says what it is; it is read to who cannot see that. */
  readonly isLabelHidden?: boolean;
}

export function Select<Value extends string>(props: SelectProps<Value>) {
  const {
    label,
    description,
    error,
    value,
    options,
    onChange,
    isInline = false,
    isLabelHidden,
    ...field
  } = props;
  return (
    <AriaSelect
      className="field"
      {...(isInline && { 'data-inline': true })}
      isInvalid={error !== undefined}
      value={value}
      onChange={(chosen) => {
        const found = options.find((option) => option.value === chosen);
        if (found !== undefined) onChange(found.value);
      }}
      {...field}
    >
      <Label className={isLabelHidden === true ? 'visually-hidden' : 'label'}>{label}</Label>
      <Button className="select-button">
        <SelectValue>{({ selectedText }) => selectedText}</SelectValue>
        <Icon name="down" />
      </Button>
      {description !== undefined && (
        <Text className="description" slot="description">
          {description}
        </Text>
      )}
      <FieldError className="error">{error}</FieldError>
      <Popover className="popover">
        <ListBox className="listbox" items={options}>
          {(option) => (
            <ListBoxItem id={option.value} className="menu-item" textValue={option.label}>
              {({ isSelected }) => (
                <>
                  <span className="tick">{isSelected && <Icon name="check" />}</span>
                  <span>
                    <Text slot="label">{option.label}</Text>
                    {option.description !== undefined && (
                      <Text slot="description" className="description">
                        {option.description}
                      </Text>
                    )}
                  </span>
                </>
              )}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
