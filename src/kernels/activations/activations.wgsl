// σ and tanh by exponentials of negative numbers only: WGSL lets a compiler assume that there is no infinity.

//   σ(x) = 1 / (1 + e^−|x|)  for x ≥ 0, else e^−|x| / (1 + e^−|x|)
fn sigmoid(x: vec3f) -> vec3f {
  let e = exp(-abs(x));
  return select(e, vec3f(1.0), x >= vec3f(0.0)) / (1.0 + e);
}

//   tanh x = ±(1 − e^−2|x|) / (1 + e^−2|x|)
fn safeTanh(x: f32) -> f32 {
  let e = exp(-2.0 * abs(x));
  return select(-1.0, 1.0, x >= 0.0) * (1.0 - e) / (1.0 + e);
}

// Pre-activations (i, f, g, o) → gates: σ for i, f and o, tanh for g.
fn activate(z: vec4f) -> vec4f {
  let s = sigmoid(z.xyw);
  return vec4f(s.xy, safeTanh(z.z), s.z);
}
