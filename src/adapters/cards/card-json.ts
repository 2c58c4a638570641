/**
 * The part of Adaptive Cards 1.5 that this project writes, as narrow types: what is not listed here is not sent.
 * Source of names and values: https://adaptivecards.io/explorer/ (schema version 1.5, the newest that Teams takes).
 */
export type Card = {
  readonly type: 'AdaptiveCard';
  readonly $schema: 'http://adaptivecards.io/schemas/adaptive-card.json';
  readonly version: '1.5';
  readonly lang: 'en';
  /** Shown by clients that cannot draw the card. */
  readonly fallbackText: string;
  /** Read out for the card as a whole. */
  readonly speak: string;
  readonly body: readonly CardElement[];
  /** Teams only: let the card use the width of the message pane. */
  readonly msteams?: { readonly width: 'Full' };
};

export type CardElement =
  | TextBlock
  | Container
  | FactSet
  | ColumnSet
  | Table
  | ActionSet
  | ChoiceSet
  | TextInput;

type Common = {
  readonly id?: string;
  readonly isVisible?: boolean;
  readonly spacing?: 'none' | 'small' | 'medium' | 'large';
  readonly separator?: boolean;
};

export type TextBlock = Common & {
  readonly type: 'TextBlock';
  /** Card markdown; people's words must have passed `escapeText`. */
  readonly text: string;
  readonly wrap: true;
  readonly style?: 'heading';
  readonly size?: 'small' | 'default' | 'medium' | 'large';
  readonly weight?: 'bolder';
  readonly color?: 'accent' | 'good' | 'warning' | 'attention';
  readonly isSubtle?: true;
};

export type Container = Common & {
  readonly type: 'Container';
  readonly style?: 'emphasis' | 'accent' | 'good' | 'warning';
  readonly items: readonly CardElement[];
};

export type FactSet = Common & {
  readonly type: 'FactSet';
  readonly facts: readonly { readonly title: string; readonly value: string }[];
};

export type Column = {
  readonly type: 'Column';
  readonly width: 'auto' | 'stretch';
  readonly verticalContentAlignment?: 'center';
  readonly items: readonly CardElement[];
};

export type ColumnSet = Common & { readonly type: 'ColumnSet'; readonly columns: readonly Column[] };

/** Widths are relative. The first row holds the names of the columns. */
export type Table = Common & {
  readonly type: 'Table';
  readonly firstRowAsHeader: true;
  readonly columns: readonly { readonly width: number }[];
  readonly rows: readonly TableRow[];
};

export type TableRow = {
  readonly type: 'TableRow';
  readonly cells: readonly { readonly type: 'TableCell'; readonly items: readonly CardElement[] }[];
};

export type ActionSet = Common & { readonly type: 'ActionSet'; readonly actions: readonly CardAction[] };

/** A choice of one or several. An input has its own label: a text before it is not read with it. */
export type ChoiceSet = Common & {
  readonly type: 'Input.ChoiceSet';
  readonly id: string;
  readonly label: string;
  readonly isMultiSelect: boolean;
  readonly style: 'expanded' | 'compact';
  readonly wrap: true;
  readonly isRequired: boolean;
  readonly errorMessage: string;
  readonly choices: readonly { readonly title: string; readonly value: string }[];
};

export type TextInput = Common & {
  readonly type: 'Input.Text';
  readonly id: string;
  readonly label: string;
  readonly isMultiline: boolean;
  readonly maxLength: number;
};

export type CardAction = SubmitAction | ToggleAction;

/** What a button carries back; the inputs of the card are merged into it. */
export type PressData =
  | { readonly conversation: string; readonly action: string }
  | { readonly conversation: string; readonly share: true }
  | { readonly conversation: string; readonly unshare: true };

export type SubmitAction = {
  readonly type: 'Action.Submit';
  readonly title: string;
  readonly tooltip?: string;
  readonly style?: 'positive' | 'destructive';
  /** `none`: the press neither checks nor carries the inputs of the card. */
  readonly associatedInputs: 'auto' | 'none';
  readonly data: PressData;
};

export type ToggleAction = {
  readonly type: 'Action.ToggleVisibility';
  readonly title: string;
  readonly targetElements: readonly string[];
};
