/**
 * Slack's limits, in characters or pieces. Sources: https://docs.slack.dev/reference/block-kit/blocks and the
 * declarations of @slack/types; the total is undocumented, see https://github.com/slackapi/bolt-js/issues/2509.
 */
export const LIMIT = {
  blocks: 50,
  section: 3_000,
  header: 150,
  contextElements: 10,
  contextText: 2_000,
  actionElements: 25,
  buttonText: 75,
  buttonValue: 2_000,
  optionText: 75,
  optionValue: 150,
  options: 100,
  placeholder: 150,
  actionId: 255,
  inputLabel: 2_000,
  viewTitle: 24,
  viewBlocks: 100,
  tableRows: 100,
  tableColumns: 20,
  /** All cells of a table together; 10,000 are refused. */
  tableText: 9_000,
  /** No limit is published for one cell; longer ones make a column of single words on a phone. */
  tableCell: 400,
  /** All blocks together are refused somewhere above 13,000. */
  total: 12_000,
  /** Advised for the top-level text. */
  text: 4_000,
} as const;
