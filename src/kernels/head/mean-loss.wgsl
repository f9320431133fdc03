// Adds up the losses of all predictions, in a fixed order. Workgroups: (models).

@group(0) @binding(0) var<uniform> step: Step;
@group(0) @binding(1) var<storage, read> rowLosses: array<f32>;    // [models, predictions]
@group(0) @binding(2) var<storage, read_write> losses: array<f32>; // [models]

var<workgroup> parts: array<f32, 256>;

@compute @workgroup_size(256)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) thread: u32) {
  var sum = 0.0;
  for (var row = thread; row < predictions(); row += 256u) { sum += rowLosses[group.x * predictions() + row]; }
  parts[thread] = sum;
  workgroupBarrier();
  for (var half = 128u; half > 0u; half /= 2u) {
    if (thread < half) { parts[thread] += parts[thread + half]; }
    workgroupBarrier();
  }
  if (thread == 0u) { losses[group.x] = parts[0]; }
}
