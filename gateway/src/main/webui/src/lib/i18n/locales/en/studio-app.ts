import { admin } from './admin';
import { common } from './common';
import { studio } from './studio';

export default { admin, common, studio };
