import { admin } from './admin';
import { clients } from './clients';
import { common } from './common';
import { site } from './site';
import { studio } from './studio';

export default { admin, clients, common, site, studio };
