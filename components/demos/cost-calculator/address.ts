/**
 * The calculator's settings as text, `inputs:10;units:128;layers:2`: in the page's address, and in the articles'
 * links that set it. The keys stay valid when names in the code change.
 */
import { applyState, type Fields, writeState } from '#run/url-state.ts';
import {
  change,
  DEFAULTS,
  DEMO_ID,
  DIRECTIONS,
  FRAMEWORKS,
  ranges,
  READS,
  type Settings,
  SURROUNDINGS,
} from './demo.ts';

/** What each key may be, with the values of `base` where a text says nothing. */
function fieldsFrom(base: Settings) {
  const all = ranges(base);
  const number = <Name extends keyof typeof all>(name: Name) =>
    ({
      kind: 'number',
      min: all[name].min,
      max: all[name].max,
      step: 1,
      default: base[name],
    }) as const;
  return {
    inputs: number('inputSize'),
    units: number('hiddenSize'),
    layers: number('numLayers'),
    steps: number('sequenceLength'),
    batch: number('batchSize'),
    count: { kind: 'choice', options: FRAMEWORKS, default: base.framework },
    directions: { kind: 'choice', options: DIRECTIONS, default: base.directions },
    bias: { kind: 'boolean', default: base.bias },
    // Widest possible here; `change` fits it to the width.
    projection: { ...number('projection'), max: all.hiddenSize.max - 1 },
    around: { kind: 'choice', options: SURROUNDINGS, default: base.around },
    vocabulary: number('vocabulary'),
    outputs: number('outputSize'),
    reads: { kind: 'choice', options: READS, default: base.reads },
  } as const satisfies Fields;
}

/** Applies a text to settings; what is not understood changes nothing. */
export function readSettings(text: string, base: Settings): Settings {
  const values = applyState(text, fieldsFrom(base));
  return change(base, {
    inputSize: values.inputs,
    hiddenSize: values.units,
    numLayers: values.layers,
    sequenceLength: values.steps,
    batchSize: values.batch,
    framework: values.count,
    directions: values.directions,
    bias: values.bias,
    projection: values.projection,
    around: values.around,
    vocabulary: values.vocabulary,
    outputSize: values.outputs,
    reads: values.reads,
  });
}

/** The query of the page's address with what differs from the defaults; other parameters stay. */
export const queryWith = (search: string, settings: Settings): string =>
  writeState(
    search,
    DEMO_ID,
    {
      inputs: settings.inputSize,
      units: settings.hiddenSize,
      layers: settings.numLayers,
      steps: settings.sequenceLength,
      batch: settings.batchSize,
      count: settings.framework,
      directions: settings.directions,
      bias: settings.bias,
      projection: settings.projection,
      around: settings.around,
      vocabulary: settings.vocabulary,
      outputs: settings.outputSize,
      reads: settings.reads,
    },
    fieldsFrom(DEFAULTS),
  );
