import { createRequire } from 'node:module';
import { chartSvg } from './chart-svg.ts';

/** Fonts from the registry, so that a picture is the same on every machine. Inter, SIL Open Font License 1.1. */
const FONTS = [
  '@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf',
  '@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf',
];

/** The ranking of a recommendation as a PNG; same view, same bytes. Needs no network, no browser and no system font. */
export async function chartPng(view: Parameters<typeof chartSvg>[0]): Promise<Buffer> {
  // Loaded when a picture is drawn for the first time: the native part costs some megabytes.
  const { renderAsync } = await import('@resvg/resvg-js');
  const require = createRequire(import.meta.url);
  const font = {
    fontFiles: FONTS.map((file) => require.resolve(file)),
    loadSystemFonts: false,
    defaultFontFamily: 'Inter',
  };
  // In a thread of its own, so that deliveries are acknowledged meanwhile.
  const image = await renderAsync(chartSvg(view), { font });
  return image.asPng();
}
