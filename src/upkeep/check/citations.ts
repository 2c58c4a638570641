import type { Finding } from '../../knowledge/findings.ts';
import type { Knowledge, Rule } from '../../knowledge/model.ts';
import type { Sources } from '../sources.ts';

/** Rules that rest on nothing, or on the word of vendors alone. House rules are an organisation's own to justify. */
export function citationFindings(
  { rules, sections }: Pick<Knowledge, 'rules' | 'sections'>,
  sources: Sources,
): Finding[] {
  const kinds = new Map(sections.map(({ id, links }) => [id, links.map(({ kind }) => kind)]));
  return rules.filter(({ house }) => !house).flatMap((rule) => judge(rule, kinds, sources));
}

function judge(
  { id, cites }: Rule,
  kinds: ReadonlyMap<string, readonly string[]>,
  sources: Sources,
): Finding[] {
  if (cites.length === 0)
    return [
      sources.atRule(
        id,
        [],
        `Expected rule "${id}" to cite a section, got none.`,
        'Add the id of a section to "cites".',
      ),
    ];
  const known = cites.flatMap((cite) => kinds.get(cite) ?? []);
  if (known.length === 0 || known.some((kind) => kind !== 'vendor')) return [];
  const message = `Expected rule "${id}" to rest on more than vendors, got only vendor links in the sections it cites.`;
  return [sources.atRule(id, ['cites'], message, 'Cite a section with an independent or official source.')];
}
