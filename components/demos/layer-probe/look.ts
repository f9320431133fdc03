/** From a model and a sequence to everything the figure shows; the server and the page compute it alike. */
import { initialParameters } from '#model/initialise.ts';
import type { Settings } from './demo.ts';
import { featureOf, type FeatureId, type ProbeId } from './features.ts';
import type { Manifest, Scores } from './model-file.ts';
import type { ProbeView } from './probe.svelte.ts';
import { rankUnits, readSequence } from './reading.ts';
import type { ModelReading } from './units.ts';

const scoresIn = (scores: Scores, feature: FeatureId): readonly (number | null)[] =>
  scores[feature] ?? [];

/** A function that looks at sequences; the latest reading is kept, since most changes leave the text alone. */
export function createLook(
  id: ProbeId,
  manifest: Manifest,
  parameters: Float32Array,
): (settings: Pick<Settings, 'text' | 'feature' | 'value'>) => ProbeView {
  const { spec, seed, unseen } = manifest;
  const initial = initialParameters(spec, seed);
  let kept: { text: string; reading: ModelReading; untrained: ModelReading } | undefined;
  return ({ text, feature, value }) => {
    if (kept?.text !== text)
      kept = {
        text,
        reading: readSequence(id, { spec, parameters }, text),
        untrained: readSequence(id, { spec, parameters: initial }, text),
      };
    const wanted = featureOf(feature, [...text]);
    return {
      model: id,
      text,
      feature,
      value,
      reading: kept.reading,
      ranking: rankUnits(kept.reading[value], wanted),
      control: rankUnits(kept.untrained[value], wanted),
      unseen: scoresIn(unseen.trained, feature),
      unseenControl: scoresIn(unseen.untrained, feature),
    };
  };
}
