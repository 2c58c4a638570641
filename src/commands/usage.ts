import { parseArgs } from 'node:util';

/** A call that cannot be understood: one clear line on stderr, exit code 2. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}

export type Call = {
  readonly verb: string;
  readonly words: readonly string[];
  readonly json: boolean;
  readonly batch: boolean;
  readonly limit: number;
  readonly set: readonly string[];
  readonly asked: string | null;
  /** Whose data, as `<platform>:<id>`. */
  readonly person: string | null;
  readonly workspace: string | null;
  /** The day by which ages are judged; null for the real one. */
  readonly today: string | null;
  /** Where "recommend" writes the chart of its ranking; null for nowhere. */
  readonly picture: string | null;
};

export const USAGE = `streamchoice: which stream processor, and why

  streamchoice                             an interview in the terminal
  streamchoice recommend [text]            a verdict with reasons   [--set latency=100ms ...] [--json] [--batch]
                                             [--picture ranking.png]
  streamchoice parse <text>                what is understood       [--asked <criterion>] [--json] [--batch]
  streamchoice ask <question>              sections that answer it  [--limit n] [--json] [--batch]
  streamchoice replay <record.json>        is a recorded decision still the same   [--json]
  streamchoice feedback                    how people voted on replies   [--json]
  streamchoice eval scenarios|questions|utterances|interview <file.yaml> [--json]
  streamchoice knowledge check             is the knowledge base sound   [--today 2026-11-22] [--json]
  streamchoice knowledge diff <old> <new>  what a change of it does      [--json]
  streamchoice knowledge links             do its links still answer     [--json]
  streamchoice knowledge gaps [folder]     what people ask in vain       [--json]; writes stubs into the folder
  streamchoice knowledge schemas <folder>  JSON Schemas for editors
  streamchoice knowledge prepare           for a quick start, as part of a build
  streamchoice data export|delete          all that is kept of them   --person <platform:id> | --workspace <platform:id>
  streamchoice keys rotate                 seal stored tokens with the first of STREAMCHOICE_SECRET_KEYS   [--json]
  streamchoice doctor                      is everything set up: what, why, how to mend it   [--json]
  streamchoice manifest socket             the Slack app's manifest; or: manifest http https://your.address
  streamchoice help

--batch reads one JSON object a line from standard input and writes one a line, in the same order.`;

/** Sections returned by "ask" unless told otherwise. */
const DEFAULT_LIMIT = 3;
const MOST_RESULTS = 50;

/**
 * Read the command line.
 * @throws UsageError when an option is unknown or has no usable value.
 */
export function readCall(argv: readonly string[]): Call {
  const { values, positionals } = options(argv);
  const [verb = 'interview', ...words] = positionals;
  return {
    verb: values.help === true ? 'help' : verb,
    words,
    json: values.json === true,
    batch: values.batch === true,
    limit: limitOf(values.limit),
    set: values.set ?? [],
    asked: values.asked ?? null,
    person: values.person ?? null,
    workspace: values.workspace ?? null,
    today: values.today ?? null,
    picture: values.picture ?? null,
  };
}

type Options = {
  values: {
    json?: boolean;
    batch?: boolean;
    help?: boolean;
    limit?: string;
    set?: string[];
    asked?: string;
    today?: string;
    person?: string;
    workspace?: string;
    picture?: string;
  };
  positionals: string[];
};

function options(argv: readonly string[]): Options {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        json: { type: 'boolean' },
        batch: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
        limit: { type: 'string' },
        set: { type: 'string', multiple: true },
        asked: { type: 'string' },
        today: { type: 'string' },
        person: { type: 'string' },
        workspace: { type: 'string' },
        picture: { type: 'string' },
      },
    });
  } catch (error) {
    const why = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    throw new UsageError(`${why} See "streamchoice help".`);
  }
}

function limitOf(text: string | undefined): number {
  const limit = text === undefined ? DEFAULT_LIMIT : Number(text);
  if (Number.isInteger(limit) && limit >= 1 && limit <= MOST_RESULTS) return limit;
  throw new UsageError(`--limit takes a whole number from 1 to ${MOST_RESULTS}, not "${text ?? ''}".`);
}
