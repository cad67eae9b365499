/** A piece of a text that an administrator wrote: whoever shows it decides how, and nothing in it acts as markup. */
export type NoticePiece =
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly bold?: true;
      readonly emphasis?: true;
      /** Where a click leads: an address of the web or of mail. */
      readonly href?: string;
    }
  | { readonly kind: 'line-break' }
  | { readonly kind: 'paragraph' };
