import { lintBlocks } from './block-lint.ts';

type Json = Record<string, unknown>;

/**
 * Offline check of a modal or Home tab against Slack's limits; empty when all is well.
 * Source: https://docs.slack.dev/reference/views
 */
export function lintView(view: unknown, type: 'modal' | 'home'): string[] {
  if (typeof view !== 'object' || view === null) return ['view: not an object'];
  const given = view as Json;
  const findings: string[] = [];
  if (given['type'] !== type) findings.push(`view/type: ${String(given['type'])}, ${type} wanted`);
  if (String(given['private_metadata'] ?? '').length > 3_000)
    findings.push('view/private_metadata: over 3,000 characters');
  if (String(given['callback_id'] ?? '').length > 255) findings.push('view/callback_id: over 255 characters');
  if (type === 'modal') findings.push(...lintModal(given));
  return [...findings, ...lintBlocks(given['blocks'], type)];
}

function lintModal(view: Json): string[] {
  const labels = ['title', 'submit', 'close'].flatMap((name) => {
    const value = view[name] as { type?: string; text?: string } | undefined;
    if (value === undefined) return name === 'title' ? ['view/title: missing'] : [];
    const text = value.text ?? '';
    if (value.type !== 'plain_text' || text.trim() === '') return [`view/${name}: no plain text`];
    return text.length > 24 ? [`view/${name}: ${text.length} characters, 24 allowed`] : [];
  });
  const hasInput = ((view['blocks'] ?? []) as Json[]).some((block) => block['type'] === 'input');
  if (hasInput && view['submit'] === undefined) labels.push('view/submit: missing beside an input');
  return labels;
}
