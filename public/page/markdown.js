/**
 * The little markdown that cards may carry, as HTML that cannot do harm: bold, emphasis, links to web pages,
 * paragraphs and lists. Everything else, HTML above all, is shown as the text it is. A backslash makes the next
 * punctuation mark plain.
 *
 * @param {string} markdown
 * @returns {string} HTML
 */
export function toHtml(markdown) {
  return markdown
    .split(/\n{2,}/)
    .map((block) => blockHtml(block.split('\n')))
    .join('');
}

const ITEM = /^(?:- |(\d+)\. )/;

/** @param {string[]} lines */
function blockHtml(lines) {
  const [first = ''] = lines;
  const item = ITEM.exec(first);
  if (!item || !lines.every((line) => ITEM.test(line))) return `<p>${lines.map(inlineHtml).join('<br>')}</p>`;
  const items = lines.map((line) => `<li>${inlineHtml(line.replace(ITEM, ''))}</li>`).join('');
  return item[1] === undefined ? `<ul>${items}</ul>` : `<ol start="${item[1]}">${items}</ol>`;
}

/** Order matters: an escaped mark is nobody's mark, a link may hold no other link. */
const INLINE =
  /\\([!-/:-@[-`{-~])|\[((?:\\.|[^\]\\])+)\]\((https?:\/\/[^\s()<>"]+)\)|\*\*((?:\\.|[^*\\])+)\*\*|_((?:\\.|[^_\\])+)_/g;

/**
 * @param {string} text
 * @returns {string}
 */
function inlineHtml(text) {
  let html = '';
  let end = 0;
  for (const match of text.matchAll(INLINE)) {
    const [whole, escaped, title, url, bold, emphasis] = match;
    html += escapeHtml(text.slice(end, match.index));
    if (escaped !== undefined) html += escapeHtml(escaped);
    else if (url !== undefined) html += linkHtml(title ?? url, url);
    else if (bold !== undefined) html += `<strong>${inlineHtml(bold)}</strong>`;
    else html += `<em>${inlineHtml(emphasis ?? '')}</em>`;
    end = match.index + whole.length;
  }
  return html + escapeHtml(text.slice(end));
}

/**
 * @param {string} title
 * @param {string} url
 */
function linkHtml(title, url) {
  const words = escapeHtml(title.replace(/\\(.)/g, '$1'));
  return `<a href="${escapeHtml(url)}" target="_blank" rel="noopener noreferrer">${words}</a>`;
}

/** @param {string} text */
function escapeHtml(text) {
  return text.replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`);
}
