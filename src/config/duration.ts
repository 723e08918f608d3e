// Durations as people write them: 250ms, 30s, 5m, 2h, 7d. A bare number is refused, since its unit would be a guess.

const UNITS: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const DURATION = /^(\d+(?:\.\d+)?)\s*(ms|s|m|h|d)$/;

/** Milliseconds, or null when the text is no duration. */
export function durationMs(text: string): number | null {
  const found = DURATION.exec(text.trim());
  const unit = UNITS[found?.[2] ?? ''];
  if (!found || unit === undefined) return null;
  const ms = Math.round(Number(found[1]) * unit);
  return Number.isSafeInteger(ms) ? ms : null;
}
