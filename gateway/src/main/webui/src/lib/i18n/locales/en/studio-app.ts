import { admin } from './admin';
import { clients } from './clients';
import { common } from './common';
import { studio } from './studio';

export default { admin, clients, common, studio };
