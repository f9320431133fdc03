/** `nn.LSTM` and a linear head on its last state, in a few lines that know nothing of the site's engines. */
import type { Tensor, Tensors } from '#formats/safetensors.ts';

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

/** A tensor's rows; a vector is one row. */
function rowsOf({ shape, data }: Tensor): number[][] {
  const width = shape.at(-1) ?? 1;
  return Array.from({ length: data.length / width }, (_, row) => [
    ...data.subarray(row * width, (row + 1) * width),
  ]);
}

const product = (matrix: readonly number[][], vector: readonly number[]): number[] =>
  matrix.map((row) => row.reduce((sum, weight, index) => sum + weight * (vector[index] ?? NaN), 0));

/** The outputs, [batch, outputs], for `test.inputs`, [batch, time, inputs], of a file with PyTorch's names. */
export function torchOutputs({ tensors }: Pick<Tensors, 'tensors'>): number[] {
  const of = (name: string): number[][] => {
    const tensor = tensors.get(name);
    if (tensor === undefined) throw new Error(`the file must hold ${name}`);
    return rowsOf(tensor);
  };
  const [batch = 0, time = 0] = tensors.get('test.inputs')?.shape ?? [];
  const layers = [...tensors.keys()].filter((name) => name.startsWith('lstm.weight_ih_')).length;
  const steps = of('test.inputs');
  return Array.from({ length: batch }, (_, b) => {
    let sequence = steps.slice(b * time, (b + 1) * time);
    for (let layer = 0; layer < layers; layer++) {
      const [ih, hh] = [of(`lstm.weight_ih_l${layer}`), of(`lstm.weight_hh_l${layer}`)];
      const [[first = []], [second = []]] = [
        of(`lstm.bias_ih_l${layer}`),
        of(`lstm.bias_hh_l${layer}`),
      ];
      const size = ih.length / 4;
      let h = Array.from({ length: size }, () => 0);
      let c = h;
      sequence = sequence.map((x) => {
        const recurrent = product(hh, h);
        const z = product(ih, x).map(
          (value, k) => value + (recurrent[k] ?? NaN) + (first[k] ?? NaN) + (second[k] ?? NaN),
        );
        const at = (gate: number, unit: number): number => z[gate * size + unit] ?? NaN;
        c = c.map((old, k) => sigmoid(at(1, k)) * old + sigmoid(at(0, k)) * Math.tanh(at(2, k)));
        h = c.map((value, k) => sigmoid(at(3, k)) * Math.tanh(value));
        return h;
      });
    }
    const [bias = []] = of('head.bias');
    return product(of('head.weight'), sequence.at(-1) ?? []).map((y, k) => y + (bias[k] ?? NaN));
  }).flat();
}
