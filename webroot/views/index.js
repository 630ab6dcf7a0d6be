import { mount as figures } from './accuracy.js';
import { mount as agents } from './agents.js';
import { mount as contention } from './contention.js';
import { mount as decisions } from './decisions.js';
import { mount as models } from './models.js';
import { mount as now } from './now.js';
import { mount as plugins } from './plugins.js';
import { mount as tasks } from './tasks.js';

/** Every view by the name that its address has, mounted in the same place: one is visible at a time. */
export const mountViews = (main) =>
  ({ now: now(main), tasks: tasks(main), agents: agents(main), decisions: decisions(main), contention: contention(main),
    figures: figures(main), models: models(main), plugins: plugins(main) });
