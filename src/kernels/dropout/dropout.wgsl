// Dropout without random state (src/model/dropout.ts): a number is dropped where a hash of its place is below p·2³².
// The kernel that follows binds `step` and `keys`: one key for each model, made of seed, update and layer on the CPU.

fn mix(word: u32) -> u32 {
  var z = word;
  z = (z ^ (z >> 16u)) * 0x85ebca6bu;
  z = (z ^ (z >> 13u)) * 0xc2b2ae35u;
  return z ^ (z >> 16u);
}

// 0 for what is dropped, 1/(1 − p) for what is kept.
fn dropoutFactor(model: u32, time: u32, row: u32, unit: u32) -> f32 {
  let key = keys[model / 4u][model % 4u];
  let hash = mix(mix(mix(key + time) + row) + unit);
  return select(0.0, step.dropoutScale, hash >= step.dropoutThreshold);
}
