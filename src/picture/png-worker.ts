import { createRequire } from 'node:module';
import { parentPort } from 'node:worker_threads';
import { Resvg } from '@resvg/resvg-js';

/** Fonts from the registry, so that a picture is the same on every machine. Inter, SIL Open Font License 1.1. */
const FONTS = [
  '@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf',
  '@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf',
];

const require = createRequire(import.meta.url);
const font = {
  fontFiles: FONTS.map((file) => require.resolve(file)),
  loadSystemFonts: false,
  defaultFontFamily: 'Inter',
};
/** The thread of `drawing-thread.ts`: an SVG in, its PNG out. */
parentPort?.on('message', (svg: string) => {
  parentPort?.postMessage(new Uint8Array(new Resvg(svg, { font }).render().asPng()));
});
