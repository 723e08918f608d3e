// What the trained model says of a text: a probability for each of its classes, and the words behind one of them.
// One text at a time: scores and words are of the text scored last.
import { createExtractor, type Features } from './features.ts';
import { decodeModel, type Model } from './model.ts';

export type Classifier = {
  model: Model;
  /** Probability by class, in the order of the model's classes; overwritten by the next text. */
  score(title: string, body: string): Float64Array;
  /** Log-odds of the finer classes, in their order, for the text scored last; overwritten by the next. */
  finer(): Float64Array;
  /** The number of a top class by its code; -1 when the model has none. */
  numberOf(code: string): number;
  /** The number of a finer class by its code; -1 when the model has none. */
  finerNumberOf(code: string): number;
  /** Words of the text scored last that speak most for a topic, strongest first, in lower case as written. */
  because(code: string, most: number): string[];
};

/** The classifier in the bytes of a model file, or why there is none; never throws. */
export function openModel(bytes: Uint8Array): Classifier | string {
  const model = decodeModel(bytes);
  return typeof model === 'string' ? model : createClassifier(model);
}

const LOGS = Float64Array.from({ length: 256 }, (_, times) => 1 + Math.log(Math.max(1, times)));

export function createClassifier(model: Model): Classifier {
  const { classes, rowOf, idf, scales, weights, fine } = model;
  const width = classes.length;
  const extractor = createExtractor();
  const times = new Uint8Array(idf.length);
  const touched: number[] = [];
  /** by touched row: its weight in the text */
  const values: number[] = [];
  const margins = new Float64Array(width);
  const scores = new Float64Array(width);
  const odds = new Float64Array(fine.classes.length);
  /** by finer class: log-odds of a text without any of its words, and what a weight of 1 adds */
  const starts = Float64Array.from(fine.classes, ({ constant, slope, shift }) => slope * constant + shift);
  const steps = Float64Array.from(fine.classes, ({ scale, slope }) => slope * scale);
  const numbers = new Map(classes.map(({ code }, number) => [code, number]));
  const fineNumbers = new Map(fine.classes.map(({ code }, number) => [code, number]));
  let text = { title: '', body: '' };
  let features: Features | null = null;

  function count({ size, buckets, times: each }: Features): void {
    touched.length = 0;
    for (let at = 0; at < size; at++) {
      const row = rowOf[buckets[at] as number] as number;
      if (row < 0) continue;
      const before = times[row] as number;
      if (before === 0) touched.push(row);
      times[row] = Math.min(255, before + (each[at] as number));
    }
  }

  function weigh(): void {
    let squares = 0;
    values.length = 0;
    for (const row of touched) {
      const value = (LOGS[times[row] as number] as number) * (idf[row] as number);
      times[row] = 0;
      values.push(value);
      squares += value * value;
    }
    const length = Math.sqrt(squares) || 1;
    for (let at = 0; at < touched.length; at++) values[at] = (values[at] as number) / length;
  }

  /** What each touched row gives to a class, by place among the touched; a top class is judged as such, whatever finer ones say. */
  function gainsFor(code: string): (index: number) => number {
    const number = numbers.get(code);
    if (number !== undefined)
      return (index) => {
        const row = touched[index] as number;
        return (
          (values[index] as number) * (scales[row] as number) * (weights[row * width + number] as number)
        );
      };
    const finer = fineNumbers.get(code) ?? -1;
    return (index) => (values[index] as number) * fineWeight(finer, touched[index] as number);
  }

  function fineWeight(number: number, row: number): number {
    const end = fine.starts[row + 1] as number;
    for (let at = fine.starts[row] as number; at < end; at++)
      if (fine.numbers[at] === number) return fine.weights[at] as number;
    return 0;
  }

  return {
    model,
    score(title, body) {
      text = { title, body };
      features = extractor.read(title, body);
      count(features);
      weigh();
      for (let each = 0; each < width; each++)
        margins[each] = (classes[each] as { constant: number }).constant;
      for (let index = 0; index < touched.length; index++) {
        const from = (touched[index] as number) * width;
        const value = (values[index] as number) * (scales[touched[index] as number] as number);
        for (let each = 0; each < width; each++)
          margins[each] = (margins[each] as number) + value * (weights[from + each] as number);
      }
      classes.forEach(({ slope, shift }, each) => {
        scores[each] = 1 / (1 + Math.exp(-(slope * (margins[each] as number) + shift)));
      });
      return scores;
    },
    finer() {
      odds.fill(0);
      for (let index = 0; index < touched.length; index++) {
        const row = touched[index] as number;
        const value = values[index] as number;
        const end = fine.starts[row + 1] as number;
        for (let at = fine.starts[row] as number; at < end; at++) {
          const number = fine.numbers[at] as number;
          odds[number] = (odds[number] as number) + value * (fine.weights[at] as number);
        }
      }
      for (let number = 0; number < odds.length; number++)
        odds[number] = (odds[number] as number) * (steps[number] as number) + (starts[number] as number);
      return odds;
    },
    numberOf: (code) => numbers.get(code) ?? -1,
    finerNumberOf: (code) => fineNumbers.get(code) ?? -1,
    because(code, most) {
      if (features === null) return [];
      const gainOf = gainsFor(code);
      const gains = new Map<number, number>();
      touched.forEach((row, index) => {
        const gain = gainOf(index);
        if (gain > 0) gains.set(row, gain);
      });
      return wordsOf(features, rowOf, gains, text).slice(0, most);
    },
  };
}

/** Words by what their features give together: a word, its start, and the pairs in which it stands. */
function wordsOf(
  { size, buckets, starts, ends, titleEnd }: Features,
  rowOf: Int32Array,
  gains: ReadonlyMap<number, number>,
  text: { title: string; body: string },
): string[] {
  const words = new Map<string, number>();
  const counted = new Set<number>();
  for (let at = 0; at < size; at++) {
    const row = rowOf[buckets[at] as number] as number;
    const gain = gains.get(row);
    if (gain === undefined || counted.has(row)) continue;
    counted.add(row);
    const field = at < titleEnd ? text.title : text.body;
    const word = field.slice(starts[at], ends[at]).toLowerCase().replace(/\s+/g, ' ');
    words.set(word, (words.get(word) ?? 0) + gain);
  }
  return [...words].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([word]) => word);
}
