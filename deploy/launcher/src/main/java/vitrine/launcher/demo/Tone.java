package vitrine.launcher.demo;

/** A colour with components from 0 to 1 (and above, before it is exposed). */
record Tone(double red, double green, double blue) {

    static Tone of(int rgb) {
        return new Tone((rgb >> 16 & 255) / 255.0, (rgb >> 8 & 255) / 255.0, (rgb & 255) / 255.0);
    }

    Tone mix(Tone other, double share) {
        double s = Math.clamp(share, 0, 1);
        return new Tone(red + (other.red - red) * s, green + (other.green - green) * s, blue + (other.blue - blue) * s);
    }

    Tone plus(Tone light, double strength) {
        return new Tone(red + light.red * strength, green + light.green * strength, blue + light.blue * strength);
    }

    Tone times(double factor) {
        return new Tone(red * factor, green * factor, blue * factor);
    }

    int rgb() {
        return channel(red) << 16 | channel(green) << 8 | channel(blue);
    }

    /** Bright parts roll off instead of breaking. */
    private static int channel(double value) {
        double rolled = value < 0.8 ? value : 1 - 0.2 * Math.exp(-(value - 0.8) / 0.2);
        return (int) Math.round(255 * Math.clamp(rolled, 0, 1));
    }
}
