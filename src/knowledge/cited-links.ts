import { type Link, leadingLink, type Section } from './model.ts';

/** A link with the id of the section it stands for. */
export type CitedLink = Link & { readonly section: string };

/** Sections by id, made once for each knowledge base. */
export type SectionsById = ReadonlyMap<string, Section>;

/** Index sections by id. */
export function sectionsById(sections: readonly Section[]): SectionsById {
  return new Map(sections.map((section) => [section.id, section]));
}

/** The leading link of each section cited, each address once, in the order of citation. */
export function citedLinks(sections: SectionsById, cites: readonly string[]): CitedLink[] {
  const links = new Map<string, CitedLink>();
  for (const id of cites) {
    const section = sections.get(id);
    const link = section === undefined ? undefined : leadingLink(section);
    if (link !== undefined && !links.has(link.url)) links.set(link.url, { ...link, section: id });
  }
  return [...links.values()];
}
