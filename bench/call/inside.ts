/** Runs in the network of its own that `main.ts` made. */
import { benchAddress, bringUpNetwork, finish } from '../janus/own-network.ts'
import type { Plan } from './measure.ts'
import { measureAll } from './measure.ts'

bringUpNetwork()
finish(await measureAll(JSON.parse(process.argv[2] ?? '') as Plan, benchAddress, []))
