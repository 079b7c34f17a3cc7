package vitrine.media.rendering;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import java.util.Arrays;

/**
 * The rows of a decoded image of any layout as 8-bit components, transparent parts on white. Samples are taken as they
 * are stored, never through the colour model: grey in particular would come out as if it were linear.
 */
final class PixelRows implements Resampler.Rows {

    /** One way to read a row into components (and alpha behind them). */
    private interface Source {
        void read(int y, byte[][] components);
    }

    private final BufferedImage image;
    private final Picture.Colours colours;
    private final boolean alpha;
    private final Size canvas;
    private final int left;
    private final int top;
    private final Source source;
    private final byte[][] row;

    /**
     * @param canvas size of the whole picture
     * @param left place of the image on the canvas
     * @param top place of the image on the canvas
     */
    PixelRows(BufferedImage image, Size canvas, int left, int top) {
        this.image = image;
        this.canvas = canvas;
        this.left = left;
        this.top = top;
        ColorModel model = image.getColorModel();
        boolean palette = model instanceof IndexColorModel;
        int space = palette ? ColorSpace.TYPE_RGB : model.getColorSpace().getType();
        this.colours = switch (space) {
            case ColorSpace.TYPE_GRAY -> Picture.Colours.GREY;
            case ColorSpace.TYPE_CMYK -> Picture.Colours.CMYK;
            default -> Picture.Colours.RGB;
        };
        this.alpha = model.hasAlpha();
        boolean direct = space == ColorSpace.TYPE_RGB || colours != Picture.Colours.RGB;
        if (palette || !direct) {
            this.source = this::throughColourModel;
        } else if (isInterleavedBytes(image.getRaster())) {
            this.source = this::interleavedBytes;
        } else {
            this.source = this::anySamples;
        }
        this.row = new byte[colours.planes() + (alpha ? 1 : 0)][image.getWidth()];
    }

    private boolean isInterleavedBytes(Raster raster) {
        return raster.getSampleModel() instanceof PixelInterleavedSampleModel
                && raster.getDataBuffer() instanceof DataBufferByte
                && raster.getNumBands() >= colours.planes() + (alpha ? 1 : 0);
    }

    Picture.Colours colours() {
        return colours;
    }

    @Override
    public void read(int y, byte[][] components) {
        boolean outside = y < top || y >= top + image.getHeight();
        if (outside || image.getWidth() < canvas.width()) {
            byte white = (byte) (colours == Picture.Colours.CMYK ? 0 : 255);
            for (byte[] component : components) {
                Arrays.fill(component, white);
            }
        }
        if (outside) {
            return;
        }
        source.read(y - top, row);
        if (alpha) {
            layOnWhite();
        }
        int visible = Math.min(image.getWidth(), canvas.width() - left);
        for (int c = 0; c < components.length; c++) {
            System.arraycopy(row[c], 0, components[c], left, visible);
        }
    }

    private void layOnWhite() {
        int white = colours == Picture.Colours.CMYK ? 0 : 255;
        boolean multiplied = image.isAlphaPremultiplied();
        byte[] opacity = row[colours.planes()];
        for (int x = 0; x < opacity.length; x++) {
            int opaque = opacity[x] & 0xFF;
            if (opaque == 255) {
                continue;
            }
            for (int c = 0; c < colours.planes(); c++) {
                int sample = row[c][x] & 0xFF;
                int own = multiplied ? sample * 255 : sample * opaque;
                row[c][x] = (byte) Math.min(255, (own + white * (255 - opaque) + 127) / 255);
            }
        }
    }

    private void interleavedBytes(int y, byte[][] target) {
        Raster raster = image.getRaster();
        var layout = (PixelInterleavedSampleModel) raster.getSampleModel();
        byte[] samples = ((DataBufferByte) raster.getDataBuffer()).getData();
        int step = layout.getPixelStride();
        int base = raster.getDataBuffer().getOffset()
                + (y - raster.getSampleModelTranslateY()) * layout.getScanlineStride()
                - raster.getSampleModelTranslateX() * step;
        for (int c = 0; c < target.length; c++) {
            byte[] component = target[c];
            int from = base + layout.getBandOffsets()[c];
            for (int x = 0; x < component.length; x++, from += step) {
                component[x] = samples[from];
            }
        }
    }

    private void anySamples(int y, byte[][] target) {
        Raster raster = image.getRaster();
        int width = image.getWidth();
        int type = raster.getTransferType();
        for (int c = 0; c < target.length; c++) {
            byte[] component = target[c];
            if (type == DataBuffer.TYPE_FLOAT || type == DataBuffer.TYPE_DOUBLE) {
                float[] samples = raster.getSamples(raster.getMinX(), y, width, 1, c, (float[]) null);
                for (int x = 0; x < width; x++) {
                    component[x] = (byte) Math.round(255 * Math.clamp(samples[x], 0f, 1f));
                }
            } else {
                int[] samples = raster.getSamples(raster.getMinX(), y, width, 1, c, (int[]) null);
                long most = (1L << image.getColorModel().getComponentSize(c)) - 1;
                for (int x = 0; x < width; x++) {
                    component[x] = (byte) (((samples[x] & most) * 255 + most / 2) / most);
                }
            }
        }
    }

    /** Palettes, and colour spaces such as Lab that the JDK turns into sRGB pixel by pixel. */
    private void throughColourModel(int y, byte[][] target) {
        int[] pixels = image.getRGB(0, y, image.getWidth(), 1, null, 0, image.getWidth());
        for (int x = 0; x < pixels.length; x++) {
            int pixel = pixels[x];
            target[0][x] = (byte) (pixel >> 16);
            target[1][x] = (byte) (pixel >> 8);
            target[2][x] = (byte) pixel;
            if (alpha) {
                target[3][x] = (byte) (pixel >>> 24);
            }
        }
    }
}
