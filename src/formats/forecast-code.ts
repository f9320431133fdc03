/** Python of forecasts: the scaler of the training part, a forecast of all steps at once, and one step by step. */
import type { ScriptWords } from './model-words.ts';
import type { PageWork } from './network.ts';

export function forecastCode(
  { log, trend, window, horizon }: Extract<PageWork, { kind: 'forecast' }>,
  words: ScriptWords,
): string {
  const level = log ? 'np.log(values)' : 'values';
  const value = 'z * deviation + mean';
  return `WINDOW, HORIZON = ${window}, ${horizon}
mean, deviation = float(metadata["scaler.mean"]), float(metadata["scaler.deviation"])

def scaled(values):  # ${words.scaled}
    return (${level} - mean) / deviation

def unscaled(z):
    return ${log ? `np.exp(${value})` : value}

def changes(run, z):  # ${words.changes}
    return run(${trend ? '(z - z[:, -1:])' : 'z'}[..., None])

def direct(run, values):  # ${words.direct}
    z = scaled(values)
    return unscaled(z[:, -1:] + changes(run, z))

def recursive(run, values):  # ${words.recursive}
    z = scaled(values)
    for _ in range(HORIZON):
        following = z[:, -1:] + changes(run, z[:, -WINDOW:])[:, :1]
        z = np.concatenate([z, following], axis=1)
    return unscaled(z[:, -HORIZON:])`;
}
