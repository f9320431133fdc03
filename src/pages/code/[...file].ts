/** `/code/<section>/<slug>-<framework>.py` and `.ipynb`. */
import { pythonFiles } from '#layouts/python-files.ts';

export const { getStaticPaths, GET } = pythonFiles('en');
