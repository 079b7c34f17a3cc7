/** Pictures from other hosts: only from those the operator lists, and never from within the operator's network. */
@NullMarked
package vitrine.gallery.remote;

import org.jspecify.annotations.NullMarked;
