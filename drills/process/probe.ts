import type { Parts } from '../../src/service.ts';
import type { Store, Tables } from '../../src/store/open-store.ts';

/** Called with the name of each point that a turn passes. */
export type Probe = (point: string) => void;

/**
 * The parts of the service with a probe before and after every call: each statement of the store, each end of a
 * transaction, the step itself. The names come from the store's own methods, so new ones are points by themselves.
 */
export function probedParts(parts: Parts, probe: Probe): Parts {
  return {
    openStore: async (options) => probedStore(await parts.openStore(options), probe),
    step: (context, input) => {
      probe('step: before');
      const turn = parts.step(context, input);
      probe('step: after');
      return turn;
    },
  };
}

function probedStore(store: Store, probe: Probe): Store {
  return {
    ...probed(store, '', probe),
    transaction: async (work) => {
      probe('transaction: before');
      const result = await store.transaction(async (tables) => {
        const done = await work(probed<Tables>(tables, 'in transaction, ', probe));
        probe('commit: before');
        return done;
      });
      probe('commit: after');
      return result;
    },
    saveTurn: async (turn) => {
      probe('turn saved: before');
      await store.saveTurn(turn);
      probe('turn saved: after');
    },
  };
}

/** Every method of every table; what is no table (closing, pruning) stays as it is. */
function probed<T extends object>(tables: T, where: string, probe: Probe): T {
  const wrapped = Object.entries(tables).map(([name, table]) => [
    name,
    typeof table === 'object' && table !== null ? probedTable(table, `${where}${name}`, probe) : table,
  ]);
  return Object.fromEntries(wrapped) as T;
}

function probedTable(table: object, name: string, probe: Probe): object {
  const wrapped = Object.entries(table).map(([method, call]: [string, unknown]) => {
    if (typeof call !== 'function') return [method, call];
    const watched = async (...parameters: unknown[]): Promise<unknown> => {
      probe(`${name}.${method}: before`);
      const result: unknown = await call(...parameters);
      probe(`${name}.${method}: after`);
      return result;
    };
    return [method, watched];
  });
  return Object.fromEntries(wrapped) as object;
}
