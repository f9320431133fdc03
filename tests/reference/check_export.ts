/**
 * Holds what readers take along against what they saw: trains a tiny model of every shape that the demos can train, writes
 * its weights, scripts and notebook into a temporary folder, has PyTorch and Keras run them (`run_export.py`), and records
 * the differences that they print. The status is 1 where one is above 1e-5.
 *
 *     npm run check:export            needs Python with tests/reference/requirements.txt
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { modelFileName, modelScript, weightsFile } from '#formats/model-files.ts';
import { initialParameters } from '#model/initialise.ts';
import { DEFAULT_OPTIMIZER } from '#model/optimizer.ts';
import { TASKS } from '#tasks/registry.ts';
import { testPiece } from '#train/test-piece.ts';
import { wasmBackend } from '../../src/experiments/node-backend.ts';
import { originOf, shapesOfModels } from '../formats/model-shapes.ts';

const RECORD = 'content/recorded/exports/differences.json';
const MOST = 1e-5;
const UPDATES = 20;
const BATCH_SIZE = 8;
const SEED = 1;
const SCRIPTS = ['pytorch', 'keras', 'ipynb'] as const;

const backend = await wasmBackend();
const folder = mkdtempSync(join(tmpdir(), 'export-'));
const shapes = shapesOfModels();
const scripts: Record<string, string> = {};
for (const shape of shapes) {
  const { task: id, spec } = shape;
  const origin = originOf(shape);
  const { [id]: task } = TASKS;
  await task.load?.();
  const { sequenceLength } = task.defaults;
  const stream = task.createStream({ seed: SEED, sequenceLength, batchSize: BATCH_SIZE });
  const trainer = await backend.createTrainer({
    spec,
    parameters: initialParameters(spec, SEED),
    optimizer: DEFAULT_OPTIMIZER,
    seed: SEED,
  });
  await trainer.step(Array.from({ length: UPDATES }, (_, step) => stream.batch(step)));
  const parameters = await trainer.parameters();
  trainer.dispose();
  const order = { task: id, sequenceLength, batchSize: BATCH_SIZE, seed: SEED, spec, parameters };
  const test = await testPiece(order);
  const numbers = { parameters, step: UPDATES, test };
  writeFileSync(join(folder, modelFileName(origin, 'safetensors')), weightsFile(origin, numbers));
  for (const script of SCRIPTS) {
    const text = modelScript(origin, script, 'en');
    const name = modelFileName(origin, script);
    writeFileSync(join(folder, name), text);
    scripts[name] = createHash('sha256').update(text).digest('hex');
  }
}

const { status, stdout } = spawnSync('python3', ['tests/reference/run_export.py', folder], {
  encoding: 'utf8',
  stdio: ['ignore', 'pipe', 'inherit'],
  env: { ...process.env, KERAS_BACKEND: 'torch', OMP_NUM_THREADS: '1', TF_CPP_MIN_LOG_LEVEL: '3' },
});
if (status !== 0) throw new Error(`run_export.py ended with status ${status}`);
rmSync(folder, { recursive: true });

interface Report {
  readonly versions: Record<string, string>;
  /** By file, what it printed. */
  readonly differences: Record<string, readonly number[]>;
}
const report = JSON.parse(stdout) as Report;
const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
const files = Object.keys(scripts).map((name) => ({
  name,
  sha256: scripts[name],
  differences: report.differences[name],
}));
const worst = Math.max(...files.flatMap(({ differences }) => differences ?? [Infinity]));
const record = {
  date: new Date().toISOString().slice(0, 10),
  engine: { version, backend: backend.id, runtime: `Node ${process.versions.node}` },
  versions: report.versions,
  updates: UPDATES,
  worst,
  files,
};
process.stdout.write(
  `${shapes.length} shapes, ${files.length} files, largest difference ${worst}\n`,
);
if (worst > MOST) process.exit(1);
writeFileSync(RECORD, `${JSON.stringify(record, null, 1)}\n`);
