import type { Finding } from '../../knowledge/findings.ts';
import type { Knowledge } from '../../knowledge/model.ts';
import { readSources } from '../sources.ts';

/** One address with every place that names it; `find` makes a finding at each of them. */
export type LinkTarget = {
  readonly url: string;
  /** Ids of the sections, and `engines/<id>`, that link to it. */
  readonly from: readonly string[];
  find(message: string, remedy: string): Finding[];
};

/** All addresses of a knowledge base, each once, in their order. Anchors are not told apart: one page is one target. */
export async function collectLinks(knowledge: Knowledge, folders: readonly string[]): Promise<LinkTarget[]> {
  const sources = await readSources(folders);
  const owners = [
    ...knowledge.sections.map(({ id, links }) => ({ id, path: `sections/${id}.md`, links })),
    ...knowledge.engines.map(({ id, links }) => ({ id: `engines/${id}`, path: `engines/${id}.yaml`, links })),
  ];
  const places = owners.flatMap(({ id, path, links }) =>
    links.map((link, index) => ({ id, path, index, url: withoutAnchor(link.url) })),
  );
  return [...Map.groupBy(places, ({ url }) => url)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([url, named]) => ({
      url,
      from: [...new Set(named.map(({ id }) => id))],
      find: (message, remedy) =>
        named.map(({ path, index }) => sources.at(path, ['links', index, 'url'], message, remedy)),
    }));
}

function withoutAnchor(url: string): string {
  return url.split('#')[0] ?? url;
}
