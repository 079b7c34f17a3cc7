import { common } from './common';
import { studio } from './studio';

export default { common, studio };
