/** The public hosts, and what a request says about itself that can be believed. */
@NullMarked
package vitrine.gateway.hosts;

import org.jspecify.annotations.NullMarked;
