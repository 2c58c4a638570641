import { loadKnowledge } from '../src/knowledge/loader.ts';
import { understand } from '../src/understanding/understand.ts';

/**
 * How much processor time reading the longest legal texts takes, beside merely cutting the same text into words in the same run:
 * `node bench/parse.ts`. The ratio is what to compare between versions; milliseconds depend on the machine.
 */
const LONGEST = 40_000;
const RUNS = 7;
const PIECES = [
  'We take 30k card swipes a second from Kafka and must block a bad one in 80 ms. Java team, no Spark. ',
  'no java, ',
  'why? ',
  '5 min or 6 min ',
  'two hundred and ',
  'never count twice within 5 s then alert if ',
  'strutured streming pyhton ',
  '. ',
  '<',
  '<,',
  ':a',
  '1,',
  'a ',
];

const knowledge = await loadKnowledge(['knowledge']);
const read = (text: string): unknown => understand(text, { asked: null, prior: {} }, knowledge);

for (const piece of PIECES) {
  const text = piece.repeat(Math.ceil(LONGEST / piece.length)).slice(0, LONGEST);
  const reading = median(() => read(text));
  const cutting = median(() => text.match(/\p{L}+|\d+|\s+|./gsu));
  const ratio = (reading / cutting).toFixed(1).padStart(6);
  console.log(`${reading.toFixed(1).padStart(7)} ms ${ratio} times cutting  ${JSON.stringify(piece)}`);
}

function median(run: () => unknown): number {
  const times = Array.from({ length: RUNS }, () => {
    const before = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  });
  return times.sort((a, b) => a - b)[RUNS >> 1] ?? 0;
}
