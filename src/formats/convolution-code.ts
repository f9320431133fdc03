/** Python that builds a network of convolutions in PyTorch and in Keras 3. */
import { SCRIPT_WORDS, type ScriptLanguage } from './model-words.ts';
import type { ConvolutionNetwork } from './network.ts';
import type { Tensor } from './safetensors.ts';

/** `conv1`, `conv2`, …: both libraries have the layers by these names. */
const nameOf = (index: number): string => `conv${index + 1}`;

/** @param parameters layer by layer the weights [outputs, inputs, 3, 3], then the biases [outputs]. */
export function convolutionTensors(
  { layers }: Pick<ConvolutionNetwork, 'layers'>,
  parameters: Float64Array,
): Map<string, Tensor> {
  let at = 0;
  const take = (size: number): Float64Array => parameters.slice(at, (at += size));
  return new Map(
    layers.flatMap(({ inputs, outputs }, index): [string, Tensor][] => [
      [
        `${nameOf(index)}.weight`,
        { shape: [outputs, inputs, 3, 3], data: take(outputs * inputs * 9) },
      ],
      [`${nameOf(index)}.bias`, { shape: [outputs], data: take(outputs) }],
    ]),
  );
}

/** PyTorch's module. */
export function torchConvolutions(
  { layers, slope }: ConvolutionNetwork,
  language: ScriptLanguage,
): string {
  const words = SCRIPT_WORDS[language];
  const activations = {
    leaky: (x: string) => `nn.functional.leaky_relu(${x}, ${slope})`,
    sigmoid: (x: string) => `torch.sigmoid(${x})`,
    linear: (x: string) => x,
  };
  const own = layers.map(
    ({ inputs, outputs, stride }, index) =>
      `        self.${nameOf(index)} = nn.Conv2d(${inputs}, ${outputs}, 3, stride=${stride}, padding=1)`,
  );
  const run = layers.flatMap(({ doubled, activation }, index) => [
    ...(doubled
      ? [`        x = nn.functional.interpolate(x, scale_factor=2)  # ${words.doubled}`]
      : []),
    `        x = ${activations[activation](`self.${nameOf(index)}(x)`)}`,
  ]);
  return [
    'class Model(nn.Module):',
    '    def __init__(self):',
    '        super().__init__()',
    ...own,
    '',
    `    def forward(self, x):  # ${words.shape.pictures}`,
    `        x = x[:, None]  # ${words.channel}`,
    ...run,
    '        return x[:, 0]',
  ].join('\n');
}

/** Keras' functional model and its weights. */
export function kerasConvolutions(
  { layers, slope }: ConvolutionNetwork,
  language: ScriptLanguage,
): string {
  const words = SCRIPT_WORDS[language];
  const steps = layers.flatMap(({ outputs, stride, doubled, activation }, index) => [
    ...(doubled ? [`x = layers.UpSampling2D(2)(x)  # ${words.doubled}`] : []),
    'x = layers.ZeroPadding2D(1)(x)',
    `x = layers.Conv2D(${outputs}, 3, strides=${stride}${activation === 'sigmoid' ? ', activation="sigmoid"' : ''}, name="${nameOf(index)}")(x)`,
    ...(activation === 'leaky' ? [`x = layers.LeakyReLU(negative_slope=${slope})(x)`] : []),
  ]);
  return [
    `inputs = keras.Input((None, None))  # ${words.shape.pictures}`,
    `x = keras.ops.expand_dims(inputs, -1)  # ${words.channel}`,
    ...steps,
    'model = keras.Model(inputs, x[..., 0])',
    '',
    `for k in range(1, ${layers.length + 1}):  # ${words.kerasConvolution}`,
    '    weight, bias = tensors[f"conv{k}.weight"], tensors[f"conv{k}.bias"]',
    '    model.get_layer(f"conv{k}").set_weights([weight.transpose(2, 3, 1, 0), bias])',
  ].join('\n');
}
