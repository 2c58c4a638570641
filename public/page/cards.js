import { toHtml } from './markdown.js';

/** Colours and fonts are the page's own, so that light and dark need no second drawing. */
const STYLE_NAMES = ['default', 'emphasis', 'accent', 'good', 'attention', 'warning'];
const TEXT_COLORS = ['default', 'dark', 'light', 'accent', 'good', 'warning', 'attention'];
const INHERITED = Object.fromEntries(
  TEXT_COLORS.map((name) => [name, { default: `var(--card-${name}, inherit)`, subtle: 'var(--subtle)' }]),
);
const CONTAINERS = Object.fromEntries(
  STYLE_NAMES.map((name) => [
    name,
    {
      backgroundColor: `var(--box-${name}, transparent)`,
      borderColor: 'transparent',
      foregroundColors: INHERITED,
    },
  ]),
);
const SIZES = { small: 14, default: 16, medium: 17, large: 21, extraLarge: 24 };
const WEIGHTS = { lighter: 400, default: 400, bolder: 650 };
const FONT = { fontFamily: 'inherit', fontSizes: SIZES, fontWeights: WEIGHTS };

const HOST_CONFIG = {
  supportsInteractivity: true,
  fontTypes: { default: FONT, monospace: { ...FONT, fontFamily: 'var(--mono)' } },
  spacing: { small: 4, default: 8, medium: 16, large: 24, extraLarge: 32, padding: 0 },
  separator: { lineThickness: 1, lineColor: 'var(--line)' },
  containerStyles: CONTAINERS,
  textBlock: { headingLevel: 2 },
  textStyles: { heading: { size: 'default', weight: 'bolder' } },
  actions: {
    maxActions: 6,
    spacing: 'default',
    buttonSpacing: 8,
    actionsOrientation: 'horizontal',
    actionAlignment: 'left',
    allowTitleToWrap: true,
  },
  factSet: {
    title: { weight: 'default', isSubtle: true, wrap: true, maxWidth: 220 },
    value: { weight: 'default', wrap: true },
    spacing: 16,
  },
  inputs: {
    label: { requiredInputs: { suffix: '', weight: 'default' }, optionalInputs: { weight: 'default' } },
    errorMessage: { color: 'attention' },
  },
};

/**
 * Draw a card.
 *
 * @param {object} json Adaptive Card
 * @param {(press: {action: string, values?: string[]}) => void} onPress
 * @returns {HTMLElement}
 */
export function drawCard(json, onPress) {
  const { AdaptiveCard, GlobalSettings, HostConfig } = globalThis.AdaptiveCards;
  GlobalSettings.setTabIndexAtCardRoot = false;
  AdaptiveCard.onProcessMarkdown = (text, result) => {
    result.outputHtml = toHtml(text);
    result.didProcess = true;
  };
  const card = new AdaptiveCard();
  card.hostConfig = new HostConfig(HOST_CONFIG);
  card.onExecuteAction = (action) => {
    const press = pressOf(action.data);
    if (press !== null) onPress(press);
  };
  card.parse(json);
  const element = card.render() ?? document.createElement('div');
  return tidy(element);
}

/** @param {unknown} data the button's data merged with the inputs */
function pressOf(data) {
  if (typeof data !== 'object' || data === null || typeof data.action !== 'string') return null;
  if (typeof data.values !== 'string') return { action: data.action };
  const values = data.values.split(',').filter((value) => value !== '');
  return { action: data.action, values: values.map(decodeURIComponent) };
}

/**
 * Ours are ordinary buttons in reading order; the renderer calls them menus, which promises arrow keys it does not
 * have. The card's label would hide its content from screen readers.
 *
 * @param {HTMLElement} element
 */
function tidy(element) {
  element.removeAttribute('aria-label');
  // "Change" alone does not say what it changes; the tooltip does.
  for (const button of element.querySelectorAll('button[title]')) {
    button.setAttribute('aria-label', button.title);
  }
  for (const toggle of element.querySelectorAll('[aria-controls]')) sayExpanded(toggle, element);
  for (const part of element.querySelectorAll('[role="menubar"], [role="menu"], [role="menuitem"]')) {
    part.removeAttribute('role');
  }
  return element;
}

/**
 * Folded parts say whether they are open; the renderer only shows and hides them.
 *
 * @param {Element} toggle
 * @param {HTMLElement} card
 */
function sayExpanded(toggle, card) {
  const [id] = (toggle.getAttribute('aria-controls') ?? '').split(' ');
  const update = () => {
    const part = card.querySelector(`[id="${CSS.escape(id)}"]`);
    toggle.setAttribute('aria-expanded', String(part !== null && part.style.display !== 'none'));
  };
  update();
  toggle.addEventListener('click', () => queueMicrotask(update));
}
