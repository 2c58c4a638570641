import type { EndVerdict, Recommendation } from '../../decision/recommend.ts';
import { formatQuantity } from '../../knowledge/format-value.ts';
import type { Context } from '../context.ts';
import type { EndsView, EndView } from '../views.ts';
import { candidateName, criterionOf } from './names.ts';

/** The verdicts at both ends of each range, where they differ; the decision gives them in pairs, low end first. */
export function endsViews(context: Context, { atEnds }: Pick<Recommendation, 'atEnds'>): EndsView[] {
  const byCriterion = Map.groupBy(atEnds, (end) => end.criterion);
  return [...byCriterion].flatMap(([criterion, [low, high]]) =>
    low === undefined || high === undefined
      ? []
      : [
          {
            title: criterionOf(context, criterion).name,
            low: endView(context, low),
            high: endView(context, high),
          },
        ],
  );
}

/** One range in words, e.g. "Latency: at 100 ms Apache Flink, at 2 s Kafka Streams". */
export function endsText({ title, low, high }: EndsView): string {
  return `${title}: at ${low.at} ${low.pick}, at ${high.at} ${high.pick}`;
}

function endView(context: Context, { criterion, value, verdict }: EndVerdict): EndView {
  const { dimensions, bare } = criterionOf(context, criterion);
  const at = dimensions.flatMap((dimension) => {
    const number = value.amounts[dimension]?.[bare];
    return number === undefined || number === null ? [] : [formatQuantity(dimension, number)];
  });
  return { at: at.join(', '), pick: candidateName(context, verdict.pick) };
}
