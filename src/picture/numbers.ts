/** Points with sign and at most two decimals: "+3.5", "−1", "0". */
export function points(value: number): string {
  const rounded = Math.round(value * 100) / 100;
  const text = String(Math.abs(rounded));
  if (rounded === 0) return '0';
  return rounded > 0 ? `+${text}` : `−${text}`;
}

/** A coordinate with a fixed number of decimals, so that the same chart is the same text everywhere. */
export function px(value: number): string {
  return String(Math.round(value * 10) / 10);
}
