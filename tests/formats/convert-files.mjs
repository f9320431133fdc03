/**
 * Converts files of weights as the demo's worker does, for `check_formats.py`. A list of jobs comes as JSON on the
 * standard input, { input, target, folder, name } each; the answers go out in the same order.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { convert, readWeights } from '#formats/convert.ts';

const answers = [];
for (const { input, target, folder, name: base } of JSON.parse(readFileSync(0, 'utf8'))) {
  const { stack, format, names } = await readWeights(new Uint8Array(readFileSync(input)));
  const { name, file, difference } = await convert(stack, target, base);
  const path = join(folder, name);
  writeFileSync(path, file);
  answers.push({ path, difference, format, names, layers: stack.layers.length });
}
process.stdout.write(JSON.stringify(answers));
