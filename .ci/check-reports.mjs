// node check-reports.mjs FIRST SECOND: the reports of two runs of the main job on the same home.
// Fails unless every dataset's rows read are its rows accepted and set aside, the second run found nothing new, and both answer every metric alike.
import { readFileSync } from 'node:fs';

const [first, second] = process.argv.slice(2).map(path => JSON.parse(readFileSync(path, 'utf8')));
const problems = [];

for (const [run, report] of [['first', first], ['second', second]]) {
  if (!report.datasets.length) {
    problems.push(`the ${run} run reports no dataset`);
  }
  for (const { name, rowsRead, rowsAccepted, rowsSetAside } of report.datasets) {
    if (rowsRead !== rowsAccepted + rowsSetAside) {
      problems.push(`${run} run, ${name}: ${rowsRead} rows read, but ${rowsAccepted} accepted and ${rowsSetAside} set aside`);
    }
  }
}
if (!(first.newFiles > 0)) {
  problems.push(`the first run landed ${first.newFiles} new files, expected some`);
}
if (second.newFiles !== 0) {
  problems.push(`the second run landed ${second.newFiles} new files, expected none`);
}
const rows = report => Object.fromEntries(report.tables.map(table => [table.name, table.rows]));
if (JSON.stringify(rows(first)) !== JSON.stringify(rows(second))) {
  problems.push(`the second run changed row counts: ${JSON.stringify(rows(first))} to ${JSON.stringify(rows(second))}`);
}
const metrics = report => JSON.stringify(report.metrics);
if (first.metrics.length < first.tables.length || metrics(first) !== metrics(second)) {
  problems.push(`the metrics differ between runs, or a table has none: ${metrics(first)} and ${metrics(second)}`);
}

const sum = key => first.datasets.reduce((total, dataset) => total + dataset[key], 0);
console.log(`${first.datasets.length} datasets, ${sum('rowsRead')} rows read = ${sum('rowsAccepted')} accepted + ${sum('rowsSetAside')} set aside`);
problems.forEach(problem => console.error(`WRONG: ${problem}`));
process.exit(problems.length ? 1 : 0);
