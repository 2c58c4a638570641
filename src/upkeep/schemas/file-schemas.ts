import { z } from 'zod';
import type { Criterion } from '../../knowledge/model.ts';
import { criterionSchema } from '../../knowledge/schemas/criterion.ts';
import { engineSchema } from '../../knowledge/schemas/engine.ts';
import { nextStepsSchema } from '../../knowledge/schemas/next-steps.ts';
import { presetSchema } from '../../knowledge/schemas/preset.ts';
import { productsSchema } from '../../knowledge/schemas/product.ts';
import { sectionSchema } from '../../knowledge/schemas/section.ts';
import { topicSchema } from '../../knowledge/schemas/topic.ts';
import { vocabularySchema } from '../../knowledge/vocabulary.ts';
import { ordersSchema } from '../expectations/order-schema.ts';
import { scenariosSchema } from '../expectations/scenario-schema.ts';
import { ruleFileSchema } from './rule-file.ts';

type Kind = { readonly title: string; readonly schema: (criteria: readonly Criterion[]) => z.ZodType };

/** Every kind of knowledge file, by the name of its JSON Schema. */
const KINDS: Readonly<Record<string, Kind>> = {
  engine: { title: 'engines/<id>.yaml: an alternative that can be recommended', schema: () => engineSchema },
  criterion: { title: 'criteria/<id>.yaml: one thing that is asked about', schema: () => criterionSchema },
  rules: { title: 'rules/<name>.yaml: conditions with their effect on engines', schema: ruleFileSchema },
  topic: { title: 'topics/<id>.yaml: a subject and how people ask about it', schema: () => topicSchema },
  section: {
    title: 'Front matter of sections/<engine>/<topic>/<slug>.md: one passage of the knowledge base',
    schema: () => sectionSchema,
  },
  products: {
    title: 'vocabulary/<name>.yaml: products and what naming one says',
    schema: () => productsSchema,
  },
  understanding: {
    title: 'vocabulary/understanding/<name>.yaml: phrases and patterns by which text is understood',
    schema: () => vocabularySchema,
  },
  preset: { title: 'presets/<id>.yaml: a common workload to start from', schema: () => presetSchema },
  'next-steps': {
    title: 'next-steps/<engine>.yaml or next-steps/<engine>/<mode>.yaml: what to try first',
    schema: () => nextStepsSchema,
  },
  scenarios: { title: 'scenarios.yaml: golden workloads with their verdicts', schema: () => scenariosSchema },
  orders: {
    title: 'orders.yaml: how the verdict may move as a requirement changes',
    schema: () => ordersSchema,
  },
};

/**
 * JSON Schemas (draft 7, which editors know best) for every kind of knowledge file, by file name. They are made from
 * the schemas that the loader checks with, and describe files as written: what has a default may be left out.
 * @param criteria the criteria in force, which rule files name
 */
export function fileSchemas(criteria: readonly Criterion[]): ReadonlyMap<string, object> {
  return new Map(
    Object.entries(KINDS).map(([name, { title, schema }]) => {
      const { $schema, ...rest } = z.toJSONSchema(schema(criteria), { io: 'input', target: 'draft-7' });
      return [`${name}.schema.json`, { $schema, title, ...rest }];
    }),
  );
}
