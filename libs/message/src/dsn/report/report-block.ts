import type { NoticePiece } from './notice.js';

/** A piece of the report for people; written once, rendered as text and as HTML. */
export type ReportBlock =
  | { readonly form: 'title' | 'heading' | 'paragraph' | 'quotation' | 'preformatted'; readonly text: string }
  /** A recipient, with what is said of it in the lines below. */
  | { readonly form: 'recipient'; readonly name: string; readonly text: string | readonly NoticePiece[] };
