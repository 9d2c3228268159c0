/** What a list offers, and what an input box asks for. */

export interface Choice<T> {
  readonly label: string;
  /** The name of a codicon before the label; none can be written in the label itself. */
  readonly icon?: string;
  readonly description?: string;
  readonly detail?: string;
  readonly value: T;
  readonly picked?: boolean;
}

export interface InputRequest {
  readonly title: string;
  readonly prompt: string;
  readonly value?: string;
  readonly placeholder?: string;
  readonly secret?: boolean;
  /** An error to show while typing, or nothing. */
  readonly check?: (text: string) => string | undefined;
  /** What becomes of a text without errors, to show while typing, or nothing. */
  readonly preview?: (text: string) => string | undefined;
}
