/** What a window shows, whoever looks: the suite inside VS Code, which knows what VS Code was told, or a browser, which sees the page. */
export const viewNames = ['hits', 'review', 'workers', 'rejected'] as const;
export type ViewName = (typeof viewNames)[number];

export interface ShownRow {
  readonly kind: 'hit' | 'assignment' | 'worker' | 'group' | 'more' | 'note' | 'qualificationType' | 'section';
  /** Of the HIT, assignment or worker; absent where only the page is seen, which has no ids. */
  readonly id?: string;
  readonly label: string;
  readonly description: string;
  /** What is read aloud. */
  readonly accessible: string;
  /** The badge at its end, empty for none; absent where it is not known. */
  readonly mark?: string;
  /** The row that it stands below. */
  readonly under?: ShownRow;
  /** How many rows stand below the same one, this one too. */
  readonly siblings: number;
}

export interface ShownView {
  readonly rows: readonly ShownRow[];
  /** What stands beside its name; absent where it is not known. */
  readonly description?: string;
  /** What stands above its rows. */
  readonly message: string;
  /** Why it has no rows, as its welcome text goes by it: empty while it has some; absent where it is not known. */
  readonly empty?: string;
}

/** An open panel about one HIT. */
export interface ShownPanel {
  readonly hitId: string;
  /** The service's word for the HIT's state. */
  readonly status: string;
  /** How many places are in which state, by the panel's words for states. */
  readonly counts: Readonly<Record<string, number>>;
  /** Those that are drawn. */
  readonly assignments: readonly { readonly id: string; readonly status: string }[];
}

export interface Shown {
  readonly profile: 'local' | 'other';
  /** Only those that can be seen. */
  readonly views: Readonly<Partial<Record<ViewName, ShownView>>>;
  /** On the icon of the views, empty for none. */
  readonly badge: string;
  readonly statusBar: string;
  readonly panels: readonly ShownPanel[];
}
