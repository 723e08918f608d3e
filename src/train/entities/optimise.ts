// Learns the weights of a chain: stochastic gradients of the partial-label likelihood, AdaGrad, feature dropout, mean of
// the last passes. The recipe's numbers stand here and nowhere else.
import { LABELS, LEGAL_PAIRS } from '../../tag/entities/crf/labels.ts';
import { ANY, createMarginals, exponentialsOf } from '../../tag/entities/crf/marginals.ts';
import type { Features, Placed } from './featurise.ts';
import { createRandom, type Random, shuffle } from './random.ts';

export const RECIPE = {
  rate: 0.15,
  /** of the rate, lost over all passes */
  decay: 0.9,
  dropout: 0.4,
  /** added to the squared gradients of features, of transitions */
  featureFloor: 0.1,
  transitionFloor: 1,
  /** words whose largest gradient is below this are settled */
  settled: 0.001,
  negligible: 0.0001,
  /** weights are the mean of those after each of the last passes */
  averaged: 3,
} as const;

export type Weights = { features: Float32Array; transitions: Float64Array };

export type Plan = { passes: number; seed: number; tell(pass: number, loss: number): void };

export function learn(features: Features, chosen: readonly Placed[], plan: Plan): Weights {
  const size = features.table.size * LABELS;
  const weights: Weights = {
    features: new Float32Array(size),
    transitions: new Float64Array(LABELS * LABELS),
  };
  const squares: Weights = {
    features: new Float32Array(size),
    transitions: new Float64Array(LABELS * LABELS),
  };
  const mean: Weights = {
    features: new Float32Array(size),
    transitions: new Float64Array(LABELS * LABELS),
  };
  const random = createRandom(plan.seed);
  const zones = listZones(chosen);
  const order = Int32Array.from({ length: zones.length / 3 }, (_, number) => number);
  const step = createStep(features, weights, squares, random);
  const averaged = Math.min(RECIPE.averaged, plan.passes);
  for (let pass = 0; pass < plan.passes; pass++) {
    shuffle(order, random);
    const rate = RECIPE.rate * (1 - (RECIPE.decay * pass) / plan.passes);
    let loss = 0;
    for (const number of order) {
      const at = number * 3;
      loss += step(zones[at] as number, zones[at + 1] as number, zones[at + 2] as number, rate);
    }
    plan.tell(pass + 1, loss);
    if (pass >= plan.passes - averaged) addWeights(mean, weights, 1 / averaged);
  }
  return mean;
}

/** `to += share · from` */
export function addWeights(to: Weights, from: Weights, share: number): void {
  for (let at = 0; at < to.features.length; at++) {
    to.features[at] = (to.features[at] as number) + share * (from.features[at] as number);
  }
  for (let at = 0; at < to.transitions.length; at++) {
    to.transitions[at] = (to.transitions[at] as number) + share * (from.transitions[at] as number);
  }
}

/** First word, number of words and weight of every zone. */
function listZones(chosen: readonly Placed[]): Float64Array {
  const list: number[] = [];
  for (const { document, zones, start } of chosen) {
    let word = start;
    for (let zone = 0; zone < zones.length; zone += 2) {
      const count = (zones[zone + 1] as number) - (zones[zone] as number);
      list.push(word, count, document.weight);
      word += count;
    }
  }
  return Float64Array.from(list);
}

type Step = (first: number, count: number, weight: number, rate: number) => number;

/** One zone: scores without the dropped features, both lattices, one step. Returns the loss. */
function createStep(features: Features, weights: Weights, squares: Weights, random: Random): Step {
  const { offsets, list, allowed } = features;
  const free = createMarginals();
  const held = createMarginals();
  const pairs = new Float64Array(LABELS * LABELS);
  let exponentials = exponentialsOf(weights.transitions);
  let scores = new Float64Array(64 * LABELS);
  let labels = new Uint16Array(64);
  let kept = new Int32Array(64 * 128);
  let ends = new Int32Array(65);
  return (first, count, weight, rate) => {
    if (labels.length < count) {
      scores = new Float64Array(count * 2 * LABELS);
      labels = new Uint16Array(count * 2);
      kept = new Int32Array(count * 2 * 128);
      ends = new Int32Array(count * 2 + 1);
    }
    let end = 0;
    let bound = false;
    for (let at = 0; at < count; at++) {
      const word = first + at;
      end = drop(kept, end, list, offsets[word] as number, offsets[word + 1] as number, random);
      ends[at + 1] = end;
      labels[at] = allowed[word] as number;
      bound ||= labels[at] !== ANY;
      sum(scores, at * LABELS, kept, ends[at] as number, end, weights.features);
    }
    if (!bound) return 0;
    const all = free.run(scores, 0, count, exponentials, null);
    const good = held.run(scores, 0, count, exponentials, labels);
    if (good === Number.NEGATIVE_INFINITY) return 0;
    let moved = false;
    for (let at = 0; at < count; at++) {
      const touched = update(
        held.values,
        free.values,
        at * LABELS,
        kept,
        ends[at] as number,
        ends[at + 1] as number,
        weight,
        rate,
        weights,
        squares,
      );
      moved ||= touched;
    }
    if (moved) {
      pairs.fill(0);
      held.addPairs(pairs, weight);
      free.addPairs(pairs, -weight);
      updateTransitions(pairs, rate, weights, squares);
      exponentials = exponentialsOf(weights.transitions);
    }
    return weight * (all - good);
  };
}

/** Copies the features that stay, each with its own chance; returns the new end. */
function drop(
  kept: Int32Array,
  start: number,
  list: Int32Array,
  from: number,
  to: number,
  random: Random,
): number {
  let end = start;
  for (let at = from; at < to; at++) if (random.share() >= RECIPE.dropout) kept[end++] = list[at] as number;
  return end;
}

/** Adds up the weights of some features into a row of scores. */
export function sum(
  scores: Float64Array,
  row: number,
  list: Int32Array,
  from: number,
  to: number,
  weights: Float32Array,
): void {
  for (let label = 0; label < LABELS; label++) scores[row + label] = 0;
  for (let at = from; at < to; at++) {
    const feature = (list[at] as number) * LABELS;
    for (let label = 0; label < LABELS; label++) {
      scores[row + label] = (scores[row + label] as number) + (weights[feature + label] as number);
    }
  }
}

const slope = new Float64Array(LABELS);

function update(
  held: Float64Array,
  free: Float64Array,
  row: number,
  kept: Int32Array,
  from: number,
  to: number,
  weight: number,
  rate: number,
  weights: Weights,
  squares: Weights,
): boolean {
  let largest = 0;
  for (let label = 0; label < LABELS; label++) {
    const gradient = weight * ((held[row + label] as number) - (free[row + label] as number));
    slope[label] = gradient;
    largest = Math.max(largest, Math.abs(gradient));
  }
  if (largest < RECIPE.settled) return false;
  for (let label = 0; label < LABELS; label++) {
    const gradient = slope[label] as number;
    if (Math.abs(gradient) < RECIPE.negligible) continue;
    const square = gradient * gradient;
    const pull = rate * gradient;
    for (let at = from; at < to; at++) {
      const cell = (kept[at] as number) * LABELS + label;
      const sumOfSquares = (squares.features[cell] as number) + square;
      squares.features[cell] = sumOfSquares;
      weights.features[cell] =
        (weights.features[cell] as number) + pull / Math.sqrt(sumOfSquares + RECIPE.featureFloor);
    }
  }
  return true;
}

function updateTransitions(pairs: Float64Array, rate: number, weights: Weights, squares: Weights): void {
  for (const pair of LEGAL_PAIRS) {
    const gradient = pairs[pair] as number;
    squares.transitions[pair] = (squares.transitions[pair] as number) + gradient * gradient;
    weights.transitions[pair] =
      (weights.transitions[pair] as number) +
      (rate * gradient) / Math.sqrt((squares.transitions[pair] as number) + RECIPE.transitionFloor);
  }
}
