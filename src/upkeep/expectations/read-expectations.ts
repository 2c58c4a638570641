import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { z } from 'zod';
import type { Finding } from '../../knowledge/findings.ts';
import { checkSchema } from '../../knowledge/schema-findings.ts';
import { parseYaml, type YamlFile } from '../../knowledge/yaml-file.ts';
import { ordersSchema, type RawOrder } from './order-schema.ts';
import { type RawScenario, scenariosSchema } from './scenario-schema.ts';

/** An entry of a list with its place in its file. */
export type Placed<T> = { readonly entry: T; readonly index: number; readonly yaml: YamlFile };

/** What a knowledge folder says its verdicts must be; entries with the findings of files that cannot be read. */
export type Expectations = {
  readonly scenarios: readonly Placed<RawScenario>[];
  readonly orders: readonly Placed<RawOrder>[];
  readonly findings: readonly Finding[];
};

/** Read `scenarios.yaml` and `orders.yaml` of one folder; a folder without them expects nothing. */
export async function readExpectations(folder: string): Promise<Expectations> {
  const scenarios = await readList(join(folder, 'scenarios.yaml'), scenariosSchema);
  const orders = await readList(join(folder, 'orders.yaml'), ordersSchema);
  return {
    scenarios: scenarios.entries,
    orders: orders.entries,
    findings: [
      ...scenarios.findings,
      ...orders.findings,
      ...repeated(scenarios.entries),
      ...repeated(orders.entries),
    ],
  };
}

async function readList<T>(
  file: string,
  schema: z.ZodType<T[]>,
): Promise<{ entries: Placed<T>[]; findings: readonly Finding[] }> {
  const content = await readIfThere(file);
  if (content === null) return { entries: [], findings: [] };
  const yaml = parseYaml(file, content);
  const { value, findings } = checkSchema(schema, yaml);
  return { entries: (value ?? []).map((entry, index) => ({ entry, index, yaml })), findings };
}

async function readIfThere(file: string): Promise<string | null> {
  return readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
    throw error;
  });
}

function repeated(placed: readonly Placed<{ readonly id: string }>[]): Finding[] {
  const seen = new Set<string>();
  return placed.flatMap(({ entry: { id }, index, yaml }) => {
    if (!seen.has(id)) {
      seen.add(id);
      return [];
    }
    return [yaml.at([index, 'id'], `Expected each id once, got "${id}" again.`, 'Rename one of the two.')];
  });
}
