/** Signing a browser in and out; the browser holds a cookie, never a token. */
@NullMarked
package vitrine.gateway.browser;

import org.jspecify.annotations.NullMarked;
