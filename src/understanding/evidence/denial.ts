import type { Found } from '../lexicon/patterns.ts';
import type { Phrase } from '../lexicon/phrases.ts';
import type { Speech } from '../lexicon/speech.ts';
import type { Piece } from '../text/pieces.ts';
import { type Scene, speechOf } from '../text/scene.ts';
import { overlaps, placesOf, type Span } from '../text/span.ts';
import { isPlural, namedBefore, namesFrom, namesUpTo, PLURALS, topicOf } from './coordination.ts';
import type { Denial } from './evidence.ts';
import { stancesIn } from './stance.ts';

/** The denials of a text by the pieces they reach. */
export type Denials = ReadonlyMap<number, readonly Denial[]>;

/** Words that a denial may cross without their being known as harmless ("not a single LINE of Scala"). */
const UNKNOWN_WORDS_CROSSED = 1;
/** A pronoun denies all of its clause: "none of the usual suspects like Spark". */
const CROSSED_BY_PRONOUNS = 4;
const NEGATIVE_PRONOUNS = new Set(['none', 'nobody', 'nothing', 'neither', 'never', 'noone']);
/** No denial reaches further. */
const LONGEST_REACH = 24;
const JOINERS = new Set(['and', 'or', 'nor', '/', '&', '+']);
const DISJOINERS = new Set(['or', 'nor', '/']);
/** "ditched Kafka FOR Pulsar": what follows is what took its place. */
const REPLACING = new Set(['for', 'with', 'by', 'to']);
/** "Instead of S3 IT will be GCS": what follows an object already denied is a clause of its own. */
const CLAUSE_STARTS = new Set(['it', 'we', 'they', 'i', 'you', 'he', 'she', 'there']);
const PRONOUNS = new Set(['it', 'them']);
const DETERMINERS = new Set(['that', 'those', 'this', 'one', 'these', 'both', 'either', 'neither']);

/**
 * All denials of a text. A cue inside a phrase that has a meaning of its own ("no duplicates") or inside a harmless turn
 * ("no more than") denies nothing; inside one about kinds of work ("no joins") nothing beyond it. A cue that contains its
 * name ("$ is out") denies just that.
 */
export function denialsIn(scene: Scene): Denials {
  const view = viewOf(scene);
  const turns = speechOf(scene, 'not-deny').map(({ from, to }) => ({ from, to: to + 1 }));
  const isSet = ({ data }: Found<Phrase>): boolean => data.criterion.kind === 'set';
  const harmless = endsByStart([...turns, ...scene.phrases.filter((found) => !isSet(found))]);
  const phrases = endsByStart(scene.phrases.filter(isSet));
  const alive = (act: Speech['act']): readonly Found<Speech>[] =>
    speechOf(scene, act).filter((cue) => endAround(cue, harmless) === null);
  const after = alive('deny-after').map((cue) => {
    const end = endAround(cue, phrases);
    return denial(view, cue, (span) =>
      end === null ? referred(view, span, forward(view, span)) : { from: span.to, to: end },
    );
  });
  const before = alive('deny-before')
    .filter((cue) => endAround(cue, phrases) === null)
    .map((cue) => denial(view, cue, (span) => denied(view, span)));
  const named = alive('deny-named').flatMap((cue) => {
    const reach =
      cue.slots.length > 0 ? null : namedBefore(view.pieces, cue.from, isPlural(view.pieces, cue));
    return reach === null && cue.slots.length === 0 ? [] : [denial(view, cue, () => reach ?? cue)];
  });
  return byPlace([...after, ...before, ...named, ...stancesIn(scene, alive('stance'))]);
}

/** Whether a denial reaches the beginning of the stretch, with its cue outside of it. */
export function isDenied(denials: Denials, span: Span): boolean {
  return denials.get(span.from)?.some(({ cue }) => !overlaps(cue, span)) ?? false;
}

function denial({ pieces }: View, cue: Found<Speech>, reachOf: (cue: Span) => Span): Denial {
  const slot = cue.slots.at(-1);
  if (slot === undefined) return { cue, reach: reachOf(cue) };
  const reach =
    slot > cue.from
      ? namesFrom(pieces, slot)
      : { from: isPlural(pieces, cue) ? namesUpTo(pieces, slot) : slot, to: slot + 1 };
  return { cue: { from: reach.to, to: reach.to }, reach };
}

function byPlace(denials: readonly Denial[]): Map<number, Denial[]> {
  const places = new Map<number, Denial[]>();
  for (const one of denials) {
    for (let at = one.reach.from; at < one.reach.to; at += 1)
      places.set(at, [...(places.get(at) ?? []), one]);
  }
  return places;
}

function endsByStart(spans: readonly Span[]): Map<number, number> {
  const ends = new Map<number, number>();
  for (const { from, to } of spans) ends.set(from, Math.max(to, ends.get(from) ?? 0));
  return ends;
}

/**
 * Where a stretch around the cue ends, if more of it follows: the "not" that ends "minutes, not" is not inside. Null when
 * there is none.
 */
function endAround({ from, to }: Span, ends: ReadonlyMap<number, number>): number | null {
  for (let at = Math.max(0, from - LONGEST_REACH); at <= from; at += 1) {
    const end = ends.get(at) ?? 0;
    if (end > to) return end;
  }
  return null;
}

type View = {
  readonly pieces: readonly Piece[];
  /** Words at which a denial ends, and words it crosses. */
  readonly stops: ReadonlySet<number>;
  readonly through: ReadonlySet<number>;
  /** Pieces that belong to a phrase. */
  readonly told: ReadonlySet<number>;
};

function viewOf(scene: Scene): View {
  return {
    pieces: scene.pieces,
    stops: new Set(speechOf(scene, 'stop').map(({ from }) => from)),
    through: placesOf(speechOf(scene, 'reach')),
    told: placesOf(scene.phrases),
  };
}

function forward(view: View, cue: Span): number {
  const from = cue.to;
  if (view.pieces[from]?.text === ':') return listBehind(view, from + 1);
  const isPronoun = NEGATIVE_PRONOUNS.has(view.pieces[cue.from]?.text ?? '');
  const most = isPronoun ? CROSSED_BY_PRONOUNS : UNKNOWN_WORDS_CROSSED;
  let unknown = 0;
  let named = false;
  for (let at = from; at < from + LONGEST_REACH; at += 1) {
    if (endsForward(view, at, named)) return at;
    named ||= isObject(view, at);
    if (!isCrossed(view, at)) unknown += 1;
    if (unknown > most) return at;
  }
  return from + LONGEST_REACH;
}

/** "Not: Java, Scala" denies the whole list. */
function listBehind(view: View, from: number): number {
  return view.pieces[from]?.kind === 'name' ? namesFrom(view.pieces, from).to : from;
}

function endsForward(view: View, at: number, named: boolean): boolean {
  const piece = view.pieces[at];
  if (piece === undefined || piece.barrier === 2 || view.stops.has(at)) return true;
  if (piece.barrier === 1) return !continuesList(view, at);
  if (!named) return false;
  if (CLAUSE_STARTS.has(piece.text)) return true;
  return JOINERS.has(piece.text)
    ? !isObject(view, at + 1)
    : REPLACING.has(piece.text) && isObject(view, at + 1);
}

function isCrossed(view: View, at: number): boolean {
  const piece = view.pieces[at];
  if (piece === undefined || piece.barrier > 0) return true;
  return isObject(view, at) || JOINERS.has(piece.text) || view.through.has(at);
}

/** After a comma the denial goes on only through bare names that an "or" closes: "no Java, Scala or Python". */
function continuesList(view: View, comma: number): boolean {
  for (let at = comma; at < comma + LONGEST_REACH; at += 1) {
    const text = view.pieces[at]?.text ?? '';
    if (DISJOINERS.has(text)) return isObject(view, at + 1);
    if (text !== ',' && !isObject(view, at)) return false;
  }
  return false;
}

/** Something that can be denied: a name, a quantity, or a phrase with a meaning. */
function isObject({ pieces, told }: View, at: number): boolean {
  const kind = pieces[at]?.kind;
  return kind === 'name' || kind === 'quantity' || told.has(at);
}

/** "Flink scares us, nobody knows it": what is denied is the name that "it" stands for. */
function referred(view: View, cue: Span, to: number): Span {
  const { pieces } = view;
  const reach = { from: cue.to, to };
  if (pieces.slice(cue.to, to + 1).some(({ kind }) => kind === 'name')) return reach;
  const pronoun = pieces.slice(cue.from, to).find((_, offset) => isPronoun(pieces, cue.from + offset));
  if (pronoun !== undefined) return namedBefore(pieces, cue.from, PLURALS.has(pronoun.text)) ?? reach;
  const hasObject = pieces.slice(cue.to, to).some((_, offset) => isObject(view, cue.to + offset));
  return hasObject ? reach : (topicOf(pieces, cue.from, view.told) ?? reach);
}

/** "That" and "one" stand for something only where nothing follows them: not in "that fast" and "one more cluster". */
function isPronoun(pieces: readonly Piece[], at: number): boolean {
  const text = pieces[at]?.text ?? '';
  return PRONOUNS.has(text) || (DETERMINERS.has(text) && (pieces[at + 1]?.barrier ?? 2) > 0);
}

/** Behind "Java, Kotlin, Scala: none of these" a list is denied as a whole. */
const LIST_ENDS = new Set([':', '-']);

function listBefore(view: View, to: number): number {
  let from = to;
  while (from > 0 && (view.pieces[from - 1]?.text === ',' || isCrossed(view, from - 1))) {
    if (view.pieces[from - 1]?.barrier === 2) return from;
    from -= 1;
  }
  return from;
}

/** What a denial behind its object reaches; "Kafka, we don't have" has a comma between. */
function denied(view: View, cue: Span): Span {
  const from = backward(view, cue.from);
  if (from < cue.from) return { from, to: cue.from };
  return topicOf(view.pieces, cue.from, view.told, ',') ?? { from, to: cue.from };
}

function backward(view: View, to: number): number {
  if (LIST_ENDS.has(view.pieces[to - 1]?.text ?? '')) return listBefore(view, to - 1);
  let unknown = 0;
  for (let at = to - 1; at >= Math.max(0, to - LONGEST_REACH); at -= 1) {
    const piece = view.pieces[at];
    const opensClause = at === to - 1 && JOINERS.has(piece?.text ?? '');
    if (piece === undefined || piece.barrier > 0 || view.stops.has(at) || opensClause) return at + 1;
    if (!isCrossed(view, at)) unknown += 1;
    if (unknown > UNKNOWN_WORDS_CROSSED) return at + 1;
  }
  return Math.max(0, to - LONGEST_REACH);
}
