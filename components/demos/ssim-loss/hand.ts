/** Hands over an autoencoder that was trained on the page. Loaded when the reader asks for one. */
import { convolutionTensors } from '#formats/convolution-code.ts';
import type { HandedModel } from '#formats/model-files.ts';
import { LAYERS, SLOPE } from '#math/autoencoder.ts';
import type { HandedAutoencoder } from '#train/picture-protocol.ts';

export function handAutoencoder(model: HandedAutoencoder): HandedModel {
  const { parameters, seed, step, side, image, picture } = model;
  const network = { kind: 'convolutions', layers: LAYERS, slope: SLOPE } as const;
  const shape = [1, side, side];
  return {
    origin: {
      name: `autoencoder-seed-${seed}`,
      task: 'photographs',
      arm: 'autoencoder',
      seed,
      network,
      engine: 'reference',
    },
    numbers: async () => ({
      weights: convolutionTensors(network, parameters),
      step,
      test: { inputs: { shape, data: image }, outputs: { shape, data: picture } },
    }),
  };
}
