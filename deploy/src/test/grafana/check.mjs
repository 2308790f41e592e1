// check.mjs DASHBOARD…: holds dashboards to the types of @grafana/schema, of which it makes JSON schemas.
// Nothing may stand there that Grafana does not know. What a visualization requires has to be there in the version that
// the dashboards are written for; later versions give options that were not there yet their default.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { createGenerator } from 'ts-json-schema-generator';

const root = 'node_modules/@grafana/schema/dist';
const raw = ['types/raw', 'esm/raw'].map((folder) => join(root, folder)).find(existsSync);
const visualizations = ['timeseries', 'stat', 'bargauge', 'statetimeline', 'table'];

// The file with the types of a folder, whatever this version of the package calls it.
function types(folder) {
  const name = readdirSync(join(raw, folder)).find((file) => file.endsWith('.gen.d.ts'));
  return './' + join(raw, folder, name.replace(/\.d\.ts$/, ''));
}

const source = [
  `import type * as dashboard from '${types('dashboard/x')}';`,
  'export type Page = dashboard.Dashboard;',
  'export type AnyPanel = dashboard.Panel;',
  'export type Heading = dashboard.RowPanel;',
];
for (const name of visualizations) {
  const file = types(`composable/${name}/panelcfg/x`);
  source.push(`import type * as ${name} from '${file}';`, `export type ${name}_options = ${name}.Options;`);
  if (/interface FieldConfig\b/.test(readFileSync(file + '.d.ts', 'utf8'))) {
    source.push(`export type ${name}_custom = ${name}.FieldConfig;`);
  }
}
writeFileSync('types.ts', source.join('\n') + '\n');
writeFileSync('tsconfig.json', JSON.stringify({
  compilerOptions: { module: 'esnext', moduleResolution: 'node', skipLibCheck: true, strict: true },
  files: ['types.ts'],
}));

const generator = createGenerator({
  path: 'types.ts', tsconfig: 'tsconfig.json', type: '*', skipTypeCheck: true, additionalProperties: false,
});
const ajv = new Ajv({ allErrors: true, strict: false });
const validators = new Map();

function validator(type) {
  if (!validators.has(type)) {
    validators.set(type, ajv.compile(generator.createSchema(type)));
  }
  return validators.get(type);
}

const version = JSON.parse(readFileSync('node_modules/@grafana/schema/package.json', 'utf8')).version;
const later = !version.startsWith('11.');
let problems = 0;

function hold(what, value, type) {
  const valid = validator(type);
  if (!valid(value)) {
    const errors = valid.errors.filter((error) => !(later && type.includes('_') && error.keyword === 'required'));
    for (const error of errors) {
      problems++;
      console.log(`${what}${error.instancePath}: ${error.message} ${JSON.stringify(error.params)}`);
    }
  }
}

// What the Prometheus data source reads of an annotation, which the type of the dashboard leaves to data sources.
const ofPrometheus = ['expr', 'step', 'titleFormat', 'textFormat', 'tagKeys', 'useValueForTime'];

for (const file of process.argv.slice(2)) {
  const dashboard = JSON.parse(readFileSync(file, 'utf8'));
  const { panels, ...page } = dashboard;
  page.annotations.list.forEach((annotation) => ofPrometheus.forEach((key) => delete annotation[key]));
  hold(file, page, 'Page');
  for (const panel of panels) {
    const where = `${file} / ${panel.title}`;
    if (panel.type === 'row') {
      hold(where, panel, 'Heading');
      continue;
    }
    hold(where, panel, 'AnyPanel');
    const name = panel.type.replace('-', '');
    hold(where + ' options', panel.options, `${name}_options`);
    if (source.some((line) => line.includes(`${name}_custom`))) {
      hold(where + ' custom', panel.fieldConfig.defaults.custom, `${name}_custom`);
    }
  }
  console.log(`${file}: ${panels.length} panels held to @grafana/schema ${version}`);
}
process.exit(problems === 0 ? 0 : 1);
