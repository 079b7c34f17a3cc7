package vitrine.media.archives;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * Where each byte of a ZIP stands (APPNOTE 6.3.10). Files are stored, not compressed, so all offsets follow from names
 * and sizes, and any range can be made without the bytes before it. ZIP64 fields appear where a size, an offset or the
 * number of files needs them, and nowhere else: old readers can read small ZIPs.
 */
final class ZipLayout {

    private static final long ZIP64_FROM = 0xFFFF_FFFFL;
    private static final int ZIP64_ENTRIES_FROM = 0xFFFF;

    private static final int LOCAL_HEADER = 30;
    private static final int CENTRAL_HEADER = 46;
    private static final int END = 22;
    private static final int ZIP64_END = 56;
    private static final int ZIP64_LOCATOR = 20;
    private static final int TIMESTAMP = 9;

    private static final short NAME_IS_UTF8 = 1 << 11;
    private static final short STORED = 0;
    private static final short PLAIN_READER = 20;
    private static final short ZIP64_READER = 45;

    /** Unix, so that the permissions in the external attributes count: a plain file, read by all, written by its owner. */
    private static final short MADE_BY = (short) (3 << 8 | ZIP64_READER);

    private static final int PERMISSIONS = 0100644 << 16;

    private final List<ZipEntry> entries;

    /** Begin of each local header; behind the last one, begin of the central directory. */
    private final long[] headers;

    /** Begin of each central header; behind the last one, begin of the end records. */
    private final long[] centrals;

    private final long length;

    ZipLayout(List<ZipEntry> entries) {
        this.entries = List.copyOf(entries);
        int count = entries.size();
        this.headers = new long[count + 1];
        this.centrals = new long[count + 1];
        long at = 0;
        for (int i = 0; i < count; i++) {
            ZipEntry entry = entries.get(i);
            headers[i] = at;
            at += LOCAL_HEADER + name(entry).length + TIMESTAMP + (isLarge(entry) ? 20 : 0) + entry.size();
        }
        headers[count] = at;
        for (int i = 0; i < count; i++) {
            centrals[i] = at;
            at += CENTRAL_HEADER + name(entries.get(i)).length + TIMESTAMP + zip64Central(i);
        }
        centrals[count] = at;
        this.length = at + (needsZip64End() ? ZIP64_END + ZIP64_LOCATOR : 0) + END;
    }

    /** Takes the parts of a range in their order. */
    interface Sink {

        /** Bytes of the ZIP itself. */
        void structure(byte[] bytes, int from, int length) throws IOException;

        /** Bytes of a file, from that place of it on. */
        void content(ZipEntry entry, long from, long length) throws IOException;
    }

    /** Of the whole ZIP, in bytes. */
    long length() {
        return length;
    }

    /** The same for the same ZIP, byte for byte, and for no other. */
    String etag() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (int i = 0; i < entries.size(); i++) {
                digest.update(centralHeader(i));
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Hands on the bytes from {@code first}, {@code count} of them, which must lie within the ZIP. */
    void slice(long first, long count, Sink sink) throws IOException {
        if (first < 0 || count < 0 || first + count > length) {
            throw new IllegalArgumentException("Not within the ZIP: " + count + " bytes from " + first);
        }
        long end = first + count;
        for (int i = indexAt(headers, first); i < entries.size() && headers[i] < end; i++) {
            ZipEntry entry = entries.get(i);
            byte[] header = localHeader(entry);
            structure(header, headers[i], first, end, sink);
            long begin = headers[i] + header.length;
            long from = Math.max(first, begin);
            long to = Math.min(end, begin + entry.size());
            if (from < to) {
                sink.content(entry, from - begin, to - from);
            }
        }
        for (int i = indexAt(centrals, first); i < entries.size() && centrals[i] < end; i++) {
            structure(centralHeader(i), centrals[i], first, end, sink);
        }
        structure(endRecords(), centrals[entries.size()], first, end, sink);
    }

    private static void structure(byte[] bytes, long at, long first, long end, Sink sink) throws IOException {
        long from = Math.max(first, at);
        long to = Math.min(end, at + bytes.length);
        if (from < to) {
            sink.structure(bytes, (int) (from - at), (int) (to - from));
        }
    }

    /** The part that position lies in, or the first when it lies before all. */
    private static int indexAt(long[] begins, long position) {
        int found = Arrays.binarySearch(begins, position);
        return found >= 0 ? found : Math.max(0, -found - 2);
    }

    private static boolean isLarge(ZipEntry entry) {
        return entry.size() >= ZIP64_FROM;
    }

    private boolean needsZip64End() {
        return entries.size() >= ZIP64_ENTRIES_FROM
                || headers[entries.size()] >= ZIP64_FROM
                || centrals[entries.size()] - headers[entries.size()] >= ZIP64_FROM;
    }

    private int zip64Central(int i) {
        int fields = (isLarge(entries.get(i)) ? 2 : 0) + (headers[i] >= ZIP64_FROM ? 1 : 0);
        return fields == 0 ? 0 : 4 + 8 * fields;
    }

    private static byte[] localHeader(ZipEntry entry) {
        byte[] name = name(entry);
        boolean large = isLarge(entry);
        ByteBuffer header = buffer(LOCAL_HEADER + name.length + TIMESTAMP + (large ? 20 : 0));
        header.putInt(0x04034b50);
        header.putShort(large ? ZIP64_READER : PLAIN_READER);
        common(header, entry);
        header.putShort((short) name.length);
        header.putShort((short) (TIMESTAMP + (large ? 20 : 0)));
        header.put(name);
        timestamp(header, entry);
        if (large) {
            header.putShort((short) 1)
                    .putShort((short) 16)
                    .putLong(entry.size())
                    .putLong(entry.size());
        }
        return header.array();
    }

    private byte[] centralHeader(int i) {
        ZipEntry entry = entries.get(i);
        byte[] name = name(entry);
        int zip64 = zip64Central(i);
        ByteBuffer header = buffer(CENTRAL_HEADER + name.length + TIMESTAMP + zip64);
        header.putInt(0x02014b50);
        header.putShort(MADE_BY);
        header.putShort(zip64 > 0 ? ZIP64_READER : PLAIN_READER);
        common(header, entry);
        header.putShort((short) name.length);
        header.putShort((short) (TIMESTAMP + zip64));
        header.putShort((short) 0).putShort((short) 0).putShort((short) 0); // comment, disk, internal attributes
        header.putInt(PERMISSIONS);
        header.putInt((int) Math.min(headers[i], ZIP64_FROM));
        header.put(name);
        timestamp(header, entry);
        if (zip64 > 0) {
            header.putShort((short) 1).putShort((short) (zip64 - 4));
            if (isLarge(entry)) {
                header.putLong(entry.size()).putLong(entry.size());
            }
            if (headers[i] >= ZIP64_FROM) {
                header.putLong(headers[i]);
            }
        }
        return header.array();
    }

    /** Flags to sizes, which stand alike in both headers. */
    private static void common(ByteBuffer header, ZipEntry entry) {
        int size = (int) Math.min(entry.size(), ZIP64_FROM);
        header.putShort(NAME_IS_UTF8).putShort(STORED);
        header.putInt(dosTime(entry));
        header.putInt((int) entry.crc32()).putInt(size).putInt(size);
    }

    private byte[] endRecords() {
        int count = entries.size();
        long begin = headers[count];
        long end = centrals[count];
        boolean zip64 = needsZip64End();
        ByteBuffer records = buffer((zip64 ? ZIP64_END + ZIP64_LOCATOR : 0) + END);
        if (zip64) {
            records.putInt(0x06064b50).putLong(ZIP64_END - 12);
            records.putShort(MADE_BY).putShort(ZIP64_READER);
            records.putInt(0).putInt(0).putLong(count).putLong(count);
            records.putLong(end - begin).putLong(begin);
            records.putInt(0x07064b50).putInt(0).putLong(end).putInt(1);
        }
        short entriesShown = (short) Math.min(count, ZIP64_ENTRIES_FROM);
        records.putInt(0x06054b50).putShort((short) 0).putShort((short) 0);
        records.putShort(entriesShown).putShort(entriesShown);
        records.putInt((int) Math.min(end - begin, ZIP64_FROM)).putInt((int) Math.min(begin, ZIP64_FROM));
        records.putShort((short) 0);
        return records.array();
    }

    /** In seconds of UTC; the DOS time beside it has no zone and is read as local time everywhere. */
    private static void timestamp(ByteBuffer header, ZipEntry entry) {
        header.putShort((short) 0x5455).putShort((short) 5).put((byte) 1);
        header.putInt((int) entry.modified().getEpochSecond());
    }

    private static int dosTime(ZipEntry entry) {
        LocalDateTime time = LocalDateTime.ofInstant(entry.modified(), ZoneOffset.UTC);
        if (time.getYear() < 1980) {
            return 1 << 21 | 1 << 16;
        }
        return (time.getYear() - 1980) << 25
                | time.getMonthValue() << 21
                | time.getDayOfMonth() << 16
                | time.getHour() << 11
                | time.getMinute() << 5
                | time.getSecond() / 2;
    }

    private static byte[] name(ZipEntry entry) {
        return entry.name().getBytes(StandardCharsets.UTF_8);
    }

    private static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
