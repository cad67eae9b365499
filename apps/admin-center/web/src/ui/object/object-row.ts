/** What every object has. */
export interface ObjectRow {
  readonly Guid: string;
  readonly Identity: string;
  readonly Name: string;
  readonly Enabled?: boolean;
}

export interface ObjectDialogProps {
  readonly onClose: () => void;
  /** It is saved: the row is gone to. */
  readonly onSaved: (made: ObjectRow) => void;
}
