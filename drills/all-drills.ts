import type { Drill } from './drill.ts';
import { duplicateStorm } from './duplicate-storm.ts';
import { fuzz } from './fuzz.ts';
import { killPoints } from './kill-points.ts';
import { races } from './races.ts';
import { refusingPlatforms } from './refusing-platforms.ts';
import { replicas } from './replicas.ts';
import { soak } from './soak.ts';
import { storeTrouble } from './store-trouble.ts';

/** In the order of their numbers. */
export const DRILLS: readonly Drill[] = [
  duplicateStorm,
  killPoints,
  refusingPlatforms,
  storeTrouble,
  races,
  fuzz,
  soak,
  replicas,
];
