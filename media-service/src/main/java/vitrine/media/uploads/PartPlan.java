package vitrine.media.uploads;

/**
 * How an upload of some size is cut: into parts of one size, the last one smaller.
 *
 * @param partSize in bytes, whole MiB
 */
record PartPlan(long size, long partSize) {

    private static final long MEBIBYTE = 1 << 20;

    /** No back end takes smaller ones, but for the last. */
    private static final long SMALLEST = 8 * MEBIBYTE;

    private static final long MOST = 200;

    /** Of at most {@value #MOST} parts. */
    static PartPlan of(long size) {
        long needed = Math.ceilDiv(Math.ceilDiv(size, MOST), MEBIBYTE) * MEBIBYTE;
        return new PartPlan(size, Math.max(SMALLEST, needed));
    }

    /** Not worth the trouble for what one part would hold. */
    static boolean worthwhile(long size) {
        return size > SMALLEST;
    }

    int count() {
        return (int) Math.ceilDiv(size, partSize);
    }

    boolean has(int number) {
        return number >= 1 && number <= count();
    }

    /** @param number from 1 on */
    long sizeOf(int number) {
        return Math.min(partSize, size - (number - 1) * partSize);
    }
}
