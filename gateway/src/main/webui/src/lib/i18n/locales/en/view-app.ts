import { common } from './common';
import { view } from './view';

export default { common, view };
