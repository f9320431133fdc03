// Gradients of the dense head's weights, over all predictions: [dW; db] = [y; 1]ᵀ · e.
//
// The sum is cut into `splits` parts as in the layers' weight gradients. Workgroups: (columns, rows, models · splits).

override splits: u32;

@group(0) @binding(0) var<uniform> step: Step;
@group(0) @binding(1) var<storage, read> mask: array<f32>;
@group(0) @binding(2) var<storage, read> states: array<f32>;   // y of the top layer, [models, T·B, depth]
@group(0) @binding(3) var<storage, read> dOutputs: array<f32>; // e [models, predictions, outputSize]
@group(0) @binding(4) var<storage, read_write> gradient: array<f32>; // a head of each model

var<private> slice: u32;

fn y1(m: u32, k: u32) -> f32 {
  if (m >= depth) { return 1.0; }
  return y(k, m);
}

fn quadA(m: u32, k: u32) -> vec4f {
  return vec4f(y1(m, k), y1(m + 1u, k), y1(m + 2u, k), y1(m + 3u, k));
}

fn quadB(k: u32, n: u32) -> vec4f {
  let at = (model * predictions() + k) * outputSize + n;
  return vec4f(dOutputs[at], dOutputs[at + 1u], dOutputs[at + 2u], dOutputs[at + 3u]);
}

fn store(m: u32, n: u32, quad: vec4f) {
  for (var i = 0u; i < min(4u, outputSize - min(n, outputSize)); i++) {
    gradient[(slice * step.modelCount + model) * modelStride + m * outputSize + n + i] = quad[i];
  }
}

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) thread: u32) {
  slice = group.z % splits;
  model = group.z / splits;
  let part = (predictions() + splits - 1u) / splits;
  let first = min(predictions(), (group.z % splits) * part);
  multiply(TILE * group.yx, depth + 1u, first, min(predictions(), first + part), thread);
}
