// Platt's sigmoid: makes a probability of a margin. Newton's method with backtracking, as in Lin, Lin and Weng,
// "A note on Platt's probabilistic outputs for support vector machines" (2007), which can't overflow.

export type Sigmoid = { slope: number; shift: number };

const ROUNDS = 100;
const LEAST_STEP = 1e-10;
const RIDGE = 1e-12;
const ENOUGH = 1e-5;

/** @param yes whether the text of each margin belongs to the class @param weights how much each text counts */
export function fitSigmoid(
  margins: readonly number[],
  yes: readonly boolean[],
  weights?: readonly number[],
): Sigmoid {
  const count = (wanted: boolean) =>
    yes.reduce((sum, each, at) => sum + (each === wanted ? (weights?.[at] ?? 1) : 0), 0);
  const [inside, outside] = [count(true), count(false)];
  // Platt's targets: never quite sure, so that rare classes keep a finite slope
  const targets = yes.map((each) => (each ? (inside + 1) / (inside + 2) : 1 / (outside + 2)));
  let [slope, shift] = [0, Math.log((inside + 1) / (outside + 1))];
  const loss = (a: number, b: number): number =>
    margins.reduce((sum, margin, at) => {
      const value = a * margin + b;
      const target = targets[at] as number;
      const cost =
        value >= 0
          ? (1 - target) * value + Math.log1p(Math.exp(-value))
          : -target * value + Math.log1p(Math.exp(value));
      return sum + (weights?.[at] ?? 1) * cost;
    }, 0);
  let best = loss(slope, shift);
  for (let round = 0; round < ROUNDS; round++) {
    let [aa, bb, ab, ga, gb] = [RIDGE, RIDGE, 0, 0, 0];
    margins.forEach((margin, at) => {
      const p = 1 / (1 + Math.exp(-(slope * margin + shift)));
      const weight = weights?.[at] ?? 1;
      const curve = weight * p * (1 - p);
      const error = weight * (p - (targets[at] as number));
      aa += curve * margin * margin;
      bb += curve;
      ab += curve * margin;
      ga += error * margin;
      gb += error;
    });
    if (Math.abs(ga) < ENOUGH && Math.abs(gb) < ENOUGH) break;
    const determinant = aa * bb - ab * ab;
    const [stepA, stepB] = [-(bb * ga - ab * gb) / determinant, -(aa * gb - ab * ga) / determinant];
    let step = 1;
    for (; step >= LEAST_STEP; step /= 2) {
      const next = loss(slope + step * stepA, shift + step * stepB);
      if (next < best + 1e-4 * step * (ga * stepA + gb * stepB)) {
        slope += step * stepA;
        shift += step * stepB;
        best = next;
        break;
      }
    }
    if (step < LEAST_STEP) break;
  }
  return { slope, shift };
}

export const probability = ({ slope, shift }: Sigmoid, margin: number): number =>
  1 / (1 + Math.exp(-(slope * margin + shift)));
