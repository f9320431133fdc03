// The dense head: P = y·W + b for all predictions. Head `last` makes one a sequence, `every` one a time step.
//
// Workgroups: (columns, rows, models).

@group(0) @binding(0) var<uniform> step: Step;
@group(0) @binding(1) var<storage, read> mask: array<f32>;
@group(0) @binding(2) var<storage, read> states: array<f32>;  // y of the top layer, [models, T·B, depth]
@group(0) @binding(3) var<storage, read> weights: array<f32>; // a head of each model: W [depth, outputSize], b
@group(0) @binding(4) var<storage, read_write> outputs: array<f32>; // [models, predictions, outputSize]

fn quadA(m: u32, k: u32) -> vec4f {
  return vec4f(y(m, k), y(m + 1u, k), y(m + 2u, k), y(m + 3u, k));
}

fn quadB(k: u32, n: u32) -> vec4f {
  let at = model * modelStride + k * outputSize + n;
  return vec4f(weights[at], weights[at + 1u], weights[at + 2u], weights[at + 3u]);
}

fn store(m: u32, n: u32, quad: vec4f) {
  for (var i = 0u; i < min(4u, outputSize - min(n, outputSize)); i++) {
    let bias = weights[model * modelStride + depth * outputSize + n + i];
    outputs[(model * predictions() + m) * outputSize + n + i] = quad[i] + bias;
  }
}

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) thread: u32) {
  model = group.z;
  multiply(TILE * group.yx, predictions(), 0u, depth, thread);
}
