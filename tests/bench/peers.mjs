// The side of fsrs-rs in peers.sh: fits a log, and measures replay and next states.
// Usage: node peers.mjs <folder with the binding> <log.csv> <share of the rows>
import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const [folder, file, share] = process.argv.slice(2)
const fsrs = createRequire(join(folder, 'x.js'))('@open-spaced-repetition/binding')

const [header, ...rows] = readFileSync(file, 'utf8').trimEnd().split('\n')
const time = header.split(',').indexOf('review_time')
rows.sort((a, b) => Number(a.split(',')[time]) - Number(b.split(',')[time]))
const part = rows.slice(0, Math.floor(rows.length * Number(share)))
const csv = Buffer.from([header, ...part].join('\n') + '\n')
// Study days as Attaché counts a log without --zone: UTC, from four in the morning.
const items = fsrs.convertCsvToFsrsItems(csv, 4, 'UTC', () => 0)

const begin = performance.now()
// The promise is looked at every `timeout` ms; the usual 500 would drown a small fit.
const weights = await fsrs.computeParameters(items, {
  enableShortTerm: true,
  numRelearningSteps: 1,
  timeout: 1,
})
const fit_ms = performance.now() - begin

// Its only replay is inside `evaluate`: every item runs through its whole history.
const model = new fsrs.FSRSBinding(weights)
const some = items.slice(0, 20000)
let steps = 0
for (const item of some) steps += item.reviews.length
const replayBegin = performance.now()
if (some.length > 0) model.evaluate(some)
const replay_rate = steps / ((performance.now() - replayBegin) / 1000)

const memory = new fsrs.BindingMemoryState(12, 5)
const calls = 100000
const nextBegin = performance.now()
for (let i = 0; i < calls; ++i) model.nextStates(memory, 0.9, i % 100)
const next_rate = calls / ((performance.now() - nextBegin) / 1000)

console.log(JSON.stringify({ weights, fit_ms, items: items.length, replay_rate, next_rate }))
