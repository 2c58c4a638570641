import { describe, expect, it } from 'vitest';
import { understand } from '../../src/understanding/understand.ts';
import { knowledge } from './read-knowledge.ts';

const twoPaths = (text: string): unknown =>
  understand(text, { asked: null, prior: {} }, knowledge).requirements['twoPaths'] ?? null;

describe('two consumers with different freshness', () => {
  it.each([
    'The pricing engine needs offers within 80 ms, while controlling only reads an hourly table.',
    'Alerts have to fire in 200 ms. Reporting is happy with a refresh every 6 hours.',
    'Alarms have to go out in less than half a second. The data scientists retrain each night on the same data.',
    'The blocking check has 200 ms. The payments also go into a report that is due daily.',
    'Alerts must be out in 100 ms. Finance wants hourly tables, they do Spark.',
    'Fraud must be blocked in 150 ms. The same events go into the monthly regulatory reports on our Spark cluster.',
    'Operators see alarms in under a second; auditors pull their extract once a quarter from Delta tables.',
    'Two needs: (1) cut the feeder within 200 ms; (2) daily and hourly load models in Spark.',
    'Block within 300 ms; the records are recalculated nightly in Spark by another department that will not move.',
    'Online scores in 150 ms, and training sets over years of history come from our Spark notebooks.',
    'Scores in 100 ms for the shop. Two engines are fine with us.',
    'Scores within 100 ms, while the same logs go to the lake for the hourly Spark jobs.',
  ])('are inferred from "%s"', (text) => {
    expect(twoPaths(text)).toEqual({ kind: 'flag', value: true });
  });

  it.each([
    'Results within 2 seconds, 5 at the very most.',
    'Answers in 50 ms, we keep the raw events for 30 days.',
    'Scores in 50 ms, counted over the last 24 hours per card.',
    'I said an hour, scratch that: 200 ms.',
    'Everything within 300 ms.',
    'Scores in 150 ms, and the same code must also run nightly over the history.',
    'We need the ETA within 5 seconds, and scans show up out of order by up to 20 minutes.',
    'It had to be updated in one second. Forget it, 15 minutes will do.',
    'Reports go out every night at 3 am.',
    'Attribution within 200 ms instead of after the hourly batch.',
    'The rules change weekly and alerts are due in 2 seconds.',
    'Scores in 100 ms, 3 billion events daily into the lake.',
    'Hourly counts per shop, updated within 2 seconds of each sale.',
    'Every hour we get a spike of 100k/s; the result must still be there in 2 s.',
    'Scores in 100 ms; our model was trained on two years of data.',
    'Alerts in 1 s. Our reports run nightly today and that is too late.',
    'Models are retrained monthly by another team. Scoring in 100 ms, that is all we do.',
  ])('are not read into "%s"', (text) => {
    expect(twoPaths(text)).toBeNull();
  });

  it('are denied by whoever refuses a second engine', () => {
    expect(twoPaths('Scores in 100 ms, and management refuses a second engine.')).toEqual({
      kind: 'flag',
      value: false,
    });
  });

  it('keeps the strictest of the two as the latency', () => {
    const text = 'Alerts have to fire in 200 ms. Reporting is happy with a refresh every 6 hours.';

    const { latency } = understand(text, { asked: null, prior: {} }, knowledge).requirements;

    expect(latency).toMatchObject({ amounts: { time: { max: 200 } } });
  });
});
