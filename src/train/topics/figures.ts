// What a model is worth: on labelled texts that it never saw, on an outlet that it never saw, and on whole articles.
import type { Classifier } from '../../tag/topics/classify.ts';
import { encodeModel } from '../../tag/topics/model.ts';
import type { Tree } from '../../tag/topics/tree.ts';
import { chooseClasses } from './classes.ts';
import { type Corpus, type Example, isHeldBack, isLater, isLookedAt } from './corpus.ts';
import { bestOf, calibration, type Judged, type Measured, measure } from './measure.ts';
import { opened } from './opened.ts';
import { trainModel } from './train.ts';

export type Figures = {
  heldBack: Measured;
  /** each top class from `GIVEN` on, where a text may have several or none */
  several: Measured;
  calibration: ReturnType<typeof calibration>;
  /** each source, by a model that never saw it */
  unseen: { source: string; measured: Measured }[];
  /** texts of the last years, by a model that learnt from those before only */
  later: Measured;
  articles: { half: string; measured: Measured }[];
};

/** where a text may have several classes, each is given from this probability on */
const GIVEN = 0.4;
/** models that are only measured make do with fewer parts for their sigmoids */
const FOLDS = 2;

/** @param bytes the model's file, as it is shipped */
export function figuresOf(
  bytes: Uint8Array,
  corpus: Corpus,
  seed: number,
  say: (step: string) => void,
): Figures {
  const classifier = opened(bytes);
  const { tree } = corpus;
  const heldBack = corpus.examples.filter(({ id }) => isHeldBack(id));
  const judged = heldBack.map((one) => judgeTop(one, [one.code], classifier, tree));
  return {
    heldBack: measure(judged, oneOf(classifier)),
    several: measure(judged, likely),
    calibration: calibration(judged),
    unseen: [['huffpost'], ['wcep', 'sib200']].map((sources) => {
      say(`learning without ${sources.join(' and ')}`);
      return {
        source: sources.join(' and '),
        measured: withoutThem(({ source }) => sources.includes(source), corpus, seed),
      };
    }),
    later: withoutThem(isLater, corpus, seed),
    articles: [true, false].map((lookedAt) => ({
      half: lookedAt ? 'looked at' : 'only measured',
      measured: measure(
        corpus.articles
          .filter(({ id }) => isLookedAt(id) === lookedAt)
          .map((one) => judgeTop(one, one.codes, classifier, tree)),
        likely,
      ),
    })),
  };
}

const likely = ({ scores }: Judged): string[] =>
  [...scores].flatMap(([code, score]) => (score >= GIVEN ? [code] : []));

/** The one class that is furthest above its own threshold. */
const oneOf =
  ({ model }: Classifier) =>
  ({ scores }: Judged): string[] => {
    const shares = model.classes.flatMap(({ code, least }) => {
      const score = scores.get(code);
      return score === undefined ? [] : [[code, score / least] as const];
    });
    const best = bestOf(new Map(shares));
    return best === null ? [] : [best];
  };

/** Texts of some kind, judged by a model that learnt from all others. */
function withoutThem(isUnseen: (one: Example) => boolean, corpus: Corpus, seed: number): Measured {
  const { tree, definitions, unlabelled } = corpus;
  const seen = corpus.examples.filter((one) => !isUnseen(one));
  const classes = chooseClasses(seen, tree);
  const parts = trainModel(
    { examples: [...seen, ...definitions], unlabelled, classes, tree },
    seed,
    () => {},
    FOLDS,
  );
  const classifier = opened(encodeModel({ ...parts, fine: [] }));
  return measure(
    corpus.examples.filter(isUnseen).map((one) => judgeTop(one, [one.code], classifier, tree)),
    oneOf(classifier),
  );
}

const topOf = (code: string, tree: Tree): string => tree.broader(code).at(-1) ?? code;

function judgeTop(
  { title, body }: Pick<Example, 'title' | 'body'>,
  codes: readonly string[],
  classifier: Classifier,
  tree: Tree,
): Judged {
  const scores = classifier.score(title, body);
  return {
    gold: new Set(codes.map((code) => topOf(code, tree))),
    scores: new Map(classifier.model.classes.map(({ code }, at) => [code, scores[at] as number])),
  };
}
