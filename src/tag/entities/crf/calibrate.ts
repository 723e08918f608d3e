// From what the chain believes to how often it is right: a rising curve for each type, measured on text not trained on.
import type { Curve } from './model.ts';

/** The curve at `raw`: linear between its points, level beyond its ends. */
export function calibrate({ raw, real }: Curve, value: number): number {
  const last = raw.length - 1;
  if (last < 0) return value;
  if (value <= (raw[0] as number)) return real[0] as number;
  for (let at = 1; at <= last; at++) {
    const high = raw[at] as number;
    if (value > high) continue;
    const low = raw[at - 1] as number;
    const share = high === low ? 1 : (value - low) / (high - low);
    return (real[at - 1] as number) + share * ((real[at] as number) - (real[at - 1] as number));
  }
  return real[last] as number;
}
