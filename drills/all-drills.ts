import type { Drill } from './drill.ts';
import { duplicateStorm } from './duplicate-storm.ts';
import { killPoints } from './kill-points.ts';
import { races } from './races.ts';
import { refusingPlatforms } from './refusing-platforms.ts';

/** In the order of their numbers. */
export const DRILLS: readonly Drill[] = [duplicateStorm, killPoints, refusingPlatforms, races];
