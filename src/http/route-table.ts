import type { Route } from './types.ts';

export type Match =
  | { readonly kind: 'route'; readonly route: Route }
  | { readonly kind: 'wrong-method'; readonly allow: string }
  | { readonly kind: 'none' };

export type RouteTable = { find(method: string, path: string): Match };

/**
 * Look-up by path, then method. An exact path wins over `/*`, a longer `/*` over a shorter one; HEAD is served by GET.
 * Throws when two routes claim the same method and path: one of them would never be reached.
 */
export function routeTable(routes: readonly Route[]): RouteTable {
  refuseRepeats(routes);
  const exact = Map.groupBy(routes, ({ path }) => path);
  const below = routes
    .filter(({ path }) => path.endsWith('/*'))
    .toSorted((a, b) => b.path.length - a.path.length);
  return {
    find(method, path) {
      const there = exact.get(path) ?? below.filter((one) => path.startsWith(one.path.slice(0, -1)));
      const wanted = method === 'HEAD' ? 'GET' : method;
      const route = there.find((one) => one.method === wanted);
      if (route !== undefined) return { kind: 'route', route };
      if (there.length === 0) return { kind: 'none' };
      return { kind: 'wrong-method', allow: [...new Set(there.map((one) => one.method))].sort().join(', ') };
    },
  };
}

function refuseRepeats(routes: readonly Route[]): void {
  const seen = new Set<string>();
  for (const { method, path } of routes) {
    const name = `${method} ${path}`;
    if (seen.has(name)) throw new Error(`Two routes claim ${name}; keep one of them.`);
    seen.add(name);
  }
}
