export type Colour = { readonly fill: string; readonly ink: string };

/**
 * Colours that people with any kind of colour blindness tell apart, after Okabe and Ito, "Color Universal Design" (2008),
 * https://jfly.uni-koeln.de/color/ ; `ink` is the text colour with the higher contrast on it.
 */
export const PALETTE: readonly Colour[] = [
  { fill: '#0072b2', ink: '#ffffff' },
  { fill: '#e69f00', ink: '#1a1a1a' },
  { fill: '#009e73', ink: '#1a1a1a' },
  { fill: '#cc79a7', ink: '#1a1a1a' },
  { fill: '#56b4e9', ink: '#1a1a1a' },
  { fill: '#d55e00', ink: '#ffffff' },
  { fill: '#f0e442', ink: '#1a1a1a' },
];

export const INK = '#1a1a1a';
export const QUIET = '#55595f';
export const RULE = '#c9cdd3';
export const PAPER = '#ffffff';
export const BAND = '#eef1f5';
