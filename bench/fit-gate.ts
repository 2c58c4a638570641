import { readFileSync, writeFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { type QuestionCase, questionSchema } from '../src/evaluate/questions.ts';
import { loadKnowledge } from '../src/knowledge/loader.ts';
import { buildLookup, type Lookup, measure } from '../src/knowledge/lookup/ask.ts';
import { GATE_FEATURES, type GateFeatures } from '../src/knowledge/lookup/gate-features.ts';
import type { Knowledge } from '../src/knowledge/model.ts';

/**
 * Refit the gate that decides whether a question is covered: `node bench/fit-gate.ts [questions.yaml ...]`.
 * Logistic regression with ridge penalty by gradient descent, on the questions of the knowledge base (asked and
 * elsewhere, each measured by a lookup that does not contain it) and on those of the benchmark, which it never
 * contains. Writes the weights the lookup reads; commit them with the questions.
 */
const WEIGHTS_FILE = new URL('../src/knowledge/lookup/gate-weights.json', import.meta.url);
const QUESTIONS = ['bench/lookup-questions.yaml'];
/** The threshold keeps this share of the benchmark's questions in scope. */
const KEPT = 0.975;
/** The knowledge base's questions are left out of the lookup in so many parts, one after another. */
const PARTS = 4;
/**
 * Share of weight on a copy of each question as it would look if none of its foreign terms were listed. No list is
 * complete; without the copies the fit would trust it as if it were.
 */
const UNLISTED = 0.3;
/** Answering what we do not know is worse than declining what we do. */
const OUTSIDE_WEIGHT = 1.5;
const RIDGE = 0.5;
const STEPS = 1500;
/** Of the mean slope; small enough for features of size 4 to converge. */
const RATE = 0.4;

type Question = { readonly text: string; readonly covered: boolean };
type Example = { readonly features: readonly number[]; readonly covered: boolean; readonly weight: number };

const files = process.argv.length > 2 ? process.argv.slice(2) : QUESTIONS;
const knowledge = await loadKnowledge(['knowledge']);
const benchmark = files
  .flatMap(readQuestions)
  .map(({ q, topics }) => ({ text: q, covered: topics.length > 0 }));
const whole = buildLookup(knowledge);
const weights = fitWeights([
  ...leftOut(knowledge),
  ...benchmark.flatMap((question) => examplesOf(question, whole)),
]);
const scores = benchmark.map(({ text }) => probability(weights, inOrder(measure(whole, text))));
const threshold = thresholdFor(benchmark, scores);
const [bias = 0, ...rest] = weights.map(rounded);
const named = Object.fromEntries(GATE_FEATURES.map((name, index) => [name, rest[index] ?? 0]));
writeFileSync(
  WEIGHTS_FILE,
  `${JSON.stringify({ bias, weights: named, threshold: rounded(threshold) }, null, 2)}\n`,
);
report();

function readQuestions(path: string): QuestionCase[] {
  return z.array(questionSchema).parse(parse(readFileSync(path, 'utf8')));
}

/** The knowledge base's own questions, each measured by a lookup made without it and its part of the others. */
function leftOut(all: Knowledge): Example[] {
  return Array.from({ length: PARTS }, (_, part) => {
    const inPart = (index: number): boolean => index % PARTS === part;
    const without = <T>(list: readonly T[]): T[] => list.filter((_, index) => !inPart(index));
    const topics = all.topics.map((topic) => ({ ...topic, asked: without(topic.asked) }));
    const lookup = buildLookup({ ...all, topics, elsewhere: without(all.elsewhere) });
    const asked = all.topics.flatMap((topic) => topic.asked.filter((_, index) => inPart(index)));
    const elsewhere = all.elsewhere.filter((_, index) => inPart(index));
    return [
      ...asked.flatMap((text) => examplesOf({ text, covered: true }, lookup)),
      ...elsewhere.flatMap((text) => examplesOf({ text, covered: false }, lookup)),
    ];
  }).flat();
}

function examplesOf({ text, covered }: Question, lookup: Lookup): Example[] {
  const features = measure(lookup, text);
  const unlisted = { ...features, own: features.known, foreignLong: 0, foreignStrange: 0, foreignPart: 0 };
  const weight = covered ? 1 : OUTSIDE_WEIGHT;
  return [
    { features: inOrder(features), covered, weight: weight * (1 - UNLISTED) },
    { features: inOrder(unlisted), covered, weight: weight * UNLISTED },
  ];
}

function inOrder(features: GateFeatures): number[] {
  return [1, ...GATE_FEATURES.map((name) => features[name])];
}

function fitWeights(examples: readonly Example[]): number[] {
  const start = examples[0]?.features.map(() => 0) ?? [];
  return Array.from({ length: STEPS }).reduce<number[]>((current) => step(current, examples), start);
}

function step(current: readonly number[], examples: readonly Example[]): number[] {
  const slope = current.map((weight, index) => (index === 0 ? 0 : -2 * RIDGE * weight));
  for (const { features, covered, weight } of examples) {
    const push = ((covered ? 1 : 0) - probability(current, features)) * weight;
    for (const [index, feature] of features.entries()) slope[index] = (slope[index] ?? 0) + push * feature;
  }
  return current.map((weight, index) => weight + (RATE * (slope[index] ?? 0)) / examples.length);
}

function probability(current: readonly number[], features: readonly number[]): number {
  const sum = features.reduce((total, feature, index) => total + feature * (current[index] ?? 0), 0);
  return 1 / (1 + Math.exp(-sum));
}

function thresholdFor(questions: readonly Question[], of: readonly number[]): number {
  const inside = of.filter((_, index) => questions[index]?.covered === true).sort((a, b) => a - b);
  return inside[Math.floor((1 - KEPT) * inside.length)] ?? 0.5;
}

function report(): void {
  const outside = scores.filter((_, index) => benchmark[index]?.covered === false);
  const answered = outside.filter((score) => score >= threshold).length;
  console.log(`${benchmark.length} questions; at ${threshold.toFixed(3)} ${KEPT * 100} % are kept and `);
  console.log(`${answered} of ${outside.length} out-of-scope questions answered`);
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
