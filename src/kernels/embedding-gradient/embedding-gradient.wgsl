// The gradient of an embedding: each token's vector gathers the derivatives of all places where the token stands.
//
//   dE[v, k] = Σ over rows r with token_r = v of dX[r, k]
//
// The CPU, which knows the tokens, sorts the rows by token, so that one thread adds up one number in a fixed order,
// without atomics. Workgroups: (numbers of the embedding / 64, models).

override inputSize: u32;
override vocabulary: u32;
override modelStride: u32; // numbers from one model's gradients to the next one's

@group(0) @binding(0) var<uniform> step: Step;
@group(0) @binding(1) var<storage, read> order: array<u32>;    // a model: starts [vocabulary + 1], then rows by token [T·B]
@group(0) @binding(2) var<storage, read> dInputs: array<f32>;  // [models, T·B, inputSize]
@group(0) @binding(3) var<storage, read_write> gradient: array<f32>; // [vocabulary, inputSize] a model

@compute @workgroup_size(64)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) thread: u32,
) {
  let model = group.y;
  let rows = step.sequenceLength * step.batchSize;
  let starts = model * (vocabulary + 1u + rows);
  for (var e = group.x * 64u + thread; e < vocabulary * inputSize; e += groups.x * 64u) {
    let token = e / inputSize;
    var sum = 0.0;
    for (var at = order[starts + token]; at < order[starts + token + 1u]; at++) {
      let row = order[starts + vocabulary + 1u + at];
      sum += dInputs[(model * rows + row) * inputSize + e % inputSize];
    }
    gradient[model * modelStride + e] = sum;
  }
}
