/**
 * Holds what readers take along against what they saw: trains a tiny model of every shape that the demos can train, writes
 * its weights, scripts and notebook in both languages into a temporary folder, has PyTorch and Keras run them
 * (`run_export.py`), and records the differences that they print. The status is 1 where one is above 1e-5.
 *
 *     npm run check:export            needs Python with tests/reference/requirements.txt: `PYTHON`, else `python3`
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  lstmNumbers,
  modelFileName,
  modelScript,
  weightsFile,
  type ModelNumbers,
  type ModelOrigin,
} from '#formats/model-files.ts';
import { SCRIPT_LANGUAGES } from '#formats/model-words.ts';
import { initialParameters } from '#model/initialise.ts';
import { DEFAULT_OPTIMIZER } from '#model/optimizer.ts';
import { TASKS } from '#tasks/registry.ts';
import { testPiece } from '#train/test-piece.ts';
import { wasmBackend } from '../../src/experiments/node-backend.ts';
import { handedModels, originOfHanded } from '../formats/handed-models.ts';
import { originOf, shapesOfModels, type ShapeOfModel } from '../formats/model-shapes.ts';

const RECORD = 'content/recorded/exports/differences.json';
const MOST = 1e-5;
const UPDATES = 20;
const BATCH_SIZE = 8;
const SEED = 1;
const SCRIPTS = ['pytorch', 'keras', 'ipynb'] as const;

const backend = await wasmBackend();
const folder = mkdtempSync(join(tmpdir(), 'export-'));
const scripts: Record<string, string> = {};

/** Writes a model's files, the weights beside the scripts of each language. */
function write(origin: ModelOrigin, numbers: ModelNumbers): void {
  const weights = weightsFile(origin, numbers);
  for (const language of SCRIPT_LANGUAGES) {
    mkdirSync(join(folder, language), { recursive: true });
    writeFileSync(join(folder, language, modelFileName(origin, 'safetensors')), weights);
    for (const script of SCRIPTS) {
      const text = modelScript(origin, script, language);
      const name = `${language}/${modelFileName(origin, script)}`;
      writeFileSync(join(folder, name), text);
      scripts[name] = createHash('sha256').update(text).digest('hex');
    }
  }
}

async function train({ task: id, spec }: ShapeOfModel): Promise<ModelNumbers> {
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
  return lstmNumbers(spec, parameters, UPDATES, await testPiece(order));
}

const shapes = shapesOfModels();
for (const shape of shapes) write(originOf(shape), await train(shape));
const handed = await handedModels();
for (const [name, model] of handed) write(originOfHanded(name, model), await model.numbers());

const { PYTHON = 'python3' } = process.env;
const { status, stdout } = spawnSync(PYTHON, ['tests/reference/run_export.py', folder], {
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
  `${shapes.length + handed.size} models, ${files.length} files, largest difference ${worst}\n`,
);
if (worst > MOST) process.exit(1);
writeFileSync(RECORD, `${JSON.stringify(record, null, 1)}\n`);
