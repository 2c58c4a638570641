import { readFileSync, writeFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { type QuestionCase, questionSchema } from '../src/evaluate/questions.ts';
import { loadKnowledge } from '../src/knowledge/loader.ts';
import { buildLookup, measure } from '../src/knowledge/lookup/ask.ts';
import { GATE_FEATURES, type GateFeatures } from '../src/knowledge/lookup/gate-features.ts';

/**
 * Refit the gate that decides whether a question is covered: `node bench/fit-gate.ts [questions.yaml ...]`.
 * Logistic regression with ridge penalty by gradient descent; the threshold is the one at which cross-validation keeps
 * the wanted share of the questions in scope. Writes the weights the lookup reads; commit them with the questions.
 */
const WEIGHTS_FILE = new URL('../src/knowledge/lookup/gate-weights.json', import.meta.url);
const QUESTIONS = ['bench/lookup-questions.yaml'];
const KEPT = 0.96;
/**
 * Share of weight on a copy of each question as it would look if none of its foreign terms were listed. No list is
 * complete; without the copies the fit would trust it as if it were.
 */
const UNLISTED = 0.3;
/** Answering what we do not know is worse than declining what we do. */
const OUTSIDE_WEIGHT = 1.5;
const RIDGE = 1;
const STEPS = 4000;
/** Of the mean slope; small enough for features of size 3 to converge. */
const RATE = 0.3;
const FOLDS = 8;

type Row = {
  readonly features: readonly number[];
  readonly unlisted: readonly number[];
  readonly covered: boolean;
};
type Example = { readonly features: readonly number[]; readonly covered: boolean; readonly weight: number };

const files = process.argv.length > 2 ? process.argv.slice(2) : QUESTIONS;
const rows = await readRows(files.flatMap(readQuestions));
const held = crossValidated(rows);
const threshold = thresholdFor(rows, held);
const [bias = 0, ...weights] = fitWeights(rows).map(rounded);
const named = Object.fromEntries(GATE_FEATURES.map((name, index) => [name, weights[index] ?? 0]));
writeFileSync(
  WEIGHTS_FILE,
  `${JSON.stringify({ bias, weights: named, threshold: rounded(threshold) }, null, 2)}\n`,
);
report();

function readQuestions(path: string): QuestionCase[] {
  return z.array(questionSchema).parse(parse(readFileSync(path, 'utf8')));
}

async function readRows(questions: readonly QuestionCase[]): Promise<Row[]> {
  const lookup = buildLookup(await loadKnowledge(['knowledge']));
  return questions.map(({ q, topics }) => {
    const features = measure(lookup, q);
    const unlisted = { ...features, own: features.known, foreignLong: 0, foreignStrange: 0, foreignPart: 0 };
    return { features: inOrder(features), unlisted: inOrder(unlisted), covered: topics.length > 0 };
  });
}

function inOrder(features: GateFeatures): number[] {
  return [1, ...GATE_FEATURES.map((name) => features[name])];
}

function fitWeights(of: readonly Row[]): number[] {
  const examples = of.flatMap(({ features, unlisted, covered }): Example[] => {
    const weight = covered ? 1 : OUTSIDE_WEIGHT;
    return [
      { features, covered, weight: weight * (1 - UNLISTED) },
      { features: unlisted, covered, weight: weight * UNLISTED },
    ];
  });
  const start = of[0]?.features.map(() => 0) ?? [];
  return Array.from({ length: STEPS }).reduce<number[]>((weights) => step(weights, examples), start);
}

function step(weights: readonly number[], examples: readonly Example[]): number[] {
  const slope = weights.map((weight, index) => (index === 0 ? 0 : -2 * RIDGE * weight));
  for (const { features, covered, weight } of examples) {
    const error = (covered ? 1 : 0) - probability(weights, features);
    const push = error * weight;
    for (const [index, feature] of features.entries()) slope[index] = (slope[index] ?? 0) + push * feature;
  }
  return weights.map((weight, index) => weight + (RATE * (slope[index] ?? 0)) / examples.length);
}

function probability(weights: readonly number[], features: readonly number[]): number {
  const sum = features.reduce((total, feature, index) => total + feature * (weights[index] ?? 0), 0);
  return 1 / (1 + Math.exp(-sum));
}

/** For each example its probability under weights fitted without it and its fold. */
function crossValidated(examples: readonly Row[]): number[] {
  const folds = Array.from({ length: FOLDS }, (_, fold) =>
    fitWeights(examples.filter((_, index) => index % FOLDS !== fold)),
  );
  return examples.map(({ features }, index) => probability(folds[index % FOLDS] ?? [], features));
}

function thresholdFor(examples: readonly Row[], scores: readonly number[]): number {
  const inside = scores.filter((_, index) => examples[index]?.covered === true).sort((a, b) => a - b);
  return inside[Math.floor((1 - KEPT) * inside.length)] ?? 0.5;
}

function report(): void {
  const outside = held.filter((_, index) => rows[index]?.covered === false);
  const answered = outside.filter((score) => score >= threshold).length;
  console.log(`${rows.length} questions; cross-validated at ${threshold.toFixed(3)}: ${KEPT * 100} % kept, `);
  console.log(`${answered} of ${outside.length} out-of-scope questions answered`);
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
