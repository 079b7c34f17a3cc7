package vitrine.media.rendering;

import java.io.IOException;

/** Writes grey or YCbCr 4:2:0 pictures as JPEG without any metadata. */
interface JpegEncoder {

    byte[] encode(Picture picture, int quality) throws IOException;
}
