// What the dense head hands down to the top layer: ∂L/∂y = e·Wᵀ. Workgroups: (columns, rows, models).

@group(0) @binding(0) var<uniform> step: Step;
@group(0) @binding(1) var<storage, read> weights: array<f32>;  // a head of each model: W [depth, outputSize], b
@group(0) @binding(2) var<storage, read> dOutputs: array<f32>; // e [models, predictions, outputSize]
@group(0) @binding(3) var<storage, read_write> dStates: array<f32>; // [models, predictions, depth]

fn quadA(m: u32, k: u32) -> vec4f {
  let at = (model * predictions() + m) * outputSize + k;
  return vec4f(dOutputs[at], dOutputs[at + outputSize], dOutputs[at + 2u * outputSize], dOutputs[at + 3u * outputSize]);
}

fn quadB(k: u32, n: u32) -> vec4f {
  let at = model * modelStride + n * outputSize + k;
  return vec4f(weights[at], weights[at + outputSize], weights[at + 2u * outputSize], weights[at + 3u * outputSize]);
}

fn store(m: u32, n: u32, quad: vec4f) {
  for (var i = 0u; i < min(4u, depth - min(n, depth)); i++) {
    dStates[(model * predictions() + m) * depth + n + i] = quad[i];
  }
}

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) thread: u32) {
  model = group.z;
  multiply(TILE * group.yx, predictions(), 0u, outputSize, thread);
}
