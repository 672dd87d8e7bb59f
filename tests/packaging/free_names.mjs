// Prints, as JSON, the names that each given script uses and does not define. A script must parse as
// the ECMAScript version that the bundles promise.
import { readFileSync } from 'node:fs'
import { parse } from 'acorn'
import { analyze } from 'eslint-scope'

const found = {}
for (const path of process.argv.slice(2)) {
  const sourceType = path.endsWith('.mjs') ? 'module' : 'script'
  const tree = parse(readFileSync(path, 'utf8'), { ecmaVersion: 2018, sourceType, ranges: true })
  const { globalScope } = analyze(tree, { ecmaVersion: 2018, sourceType })
  found[path] = [...new Set(globalScope.through.map((reference) => reference.identifier.name))].sort()
}
console.log(JSON.stringify(found))
