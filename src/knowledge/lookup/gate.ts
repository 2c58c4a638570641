import { GATE_FEATURES, type GateFeatures } from './gate-features.ts';
import fitted from './gate-weights.json' with { type: 'json' };

/** From this coverage on a question is answered. Fitted by `bench/fit-gate.ts`, like the weights. */
export const ANSWER_FROM: number = fitted.threshold;

/** How likely the knowledge base is to cover a question, 0 to 1: a logistic regression over its features. */
export function coverage(features: GateFeatures): number {
  const sum = GATE_FEATURES.reduce(
    (total, name) => total + fitted.weights[name] * features[name],
    fitted.bias,
  );
  return 1 / (1 + Math.exp(-sum));
}
